/** Forms: what the user writes or chooses, with a sentence where it is wrong, and the controls to do so. The entries need no toolkit. */
@NullMarked
package org.hasnas.ui.form;

import org.jspecify.annotations.NullMarked;
