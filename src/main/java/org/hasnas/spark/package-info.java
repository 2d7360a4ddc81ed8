/**
 * Clusters of Apache Spark. Loaded by a class loader of its own, with Spark's libraries, only when a command asks for a cluster: Spark needs other versions
 * of libraries that the program uses too.
 */
@NullMarked
package org.hasnas.spark;

import org.jspecify.annotations.NullMarked;
