/** Studies of a search space: what each operation is worth, and what each part of a template is worth. Requests and reports, no computation. */
@NullMarked
package org.hasnas.search.study.model;

import org.jspecify.annotations.NullMarked;
