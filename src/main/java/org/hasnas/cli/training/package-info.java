/** Commands about trainings. */
@NullMarked
package org.hasnas.cli.training;

import org.jspecify.annotations.NullMarked;
