/** The user's preferences: theme, threads, recent projects. */
@NullMarked
package org.hasnas.ui.settings;

import org.jspecify.annotations.NullMarked;
