/** What the tests of the window share: a workbench in memory and dialogs that answer by themselves. */
@NullMarked
package org.hasnas.ui;

import org.jspecify.annotations.NullMarked;
