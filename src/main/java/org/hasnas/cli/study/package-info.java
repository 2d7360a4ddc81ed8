/** Commands of steps 1 and 2: what each operation and each part of a template is worth. */
@NullMarked
package org.hasnas.cli.study;

import org.jspecify.annotations.NullMarked;
