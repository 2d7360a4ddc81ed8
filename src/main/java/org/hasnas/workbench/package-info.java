/**
 * The use cases, and the one surface that command line and desktop share: {@link org.hasnas.workbench.Workbench} and its themes. Whatever
 * a front end can do is a method of a theme; the front ends parse and show. Threads are made in {@code workbench.jobs} only.
 */
@NullMarked
package org.hasnas.workbench;

import org.jspecify.annotations.NullMarked;
