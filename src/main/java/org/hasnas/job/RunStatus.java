package org.hasnas.job;

/** Where a run stands. A run whose process was killed is found as {@link #INTERRUPTED}. */
public enum RunStatus { RUNNING, PAUSED, FINISHED, STOPPED, FAILED, INTERRUPTED }
