/**
 * The desktop window. Views ({@code XxxView}) build nodes and bind; view models ({@code XxxViewModel}) hold state, use
 * {@code javafx.beans} and {@code javafx.collections} only and are tested without a toolkit. No computation and no thread here: use
 * cases are the workbench's, and calls that can block go through {@link org.hasnas.ui.fx.Background}.
 */
@NullMarked
package org.hasnas.ui;

import org.jspecify.annotations.NullMarked;
