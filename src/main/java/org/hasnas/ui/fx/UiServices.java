package org.hasnas.ui.fx;

/** What a view model needs beside the use cases: background work, dialogs with the user, and texts. */
public record UiServices(Background background, Dialogs dialogs, Texts texts) {}
