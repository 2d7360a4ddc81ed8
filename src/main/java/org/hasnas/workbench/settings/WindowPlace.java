package org.hasnas.workbench.settings;

/**
 * Where the window was when it was left, in pixels of the desktop.
 *
 * @param width and height greater than 0; those before it was maximised
 * @param maximized whether it filled its screen
 * @param parallel whether it showed parallel coordinates
 */
public record WindowPlace(double x, double y, double width, double height, boolean maximized, boolean parallel) {
    public WindowPlace {
        if (!(Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(width) && Double.isFinite(height) && width > 0 && height > 0)) {
            throw new IllegalArgumentException("a window of " + width + " x " + height + " at " + x + ", " + y + " can't be shown");
        }
    }
}
