package org.hasnas.ui.project;

/**
 * One piece of work that runs, as the list of running work shows it.
 *
 * @param id stays the same as long as it runs
 * @param what it does and how far it is, in a line
 * @param doneFraction 0 to 1
 * @param cancel ends it; what is known so far is treated as at a stop by its own button
 */
public record RunningTask(String id, String what, double doneFraction, Runnable cancel) {}
