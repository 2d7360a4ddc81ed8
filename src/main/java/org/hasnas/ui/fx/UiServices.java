package org.hasnas.ui.fx;

/** What a view model needs beside the use cases: a place for work that can block, a way to ask the user, and the words for it. */
public record UiServices(Background background, Dialogs dialogs, Texts texts) {}
