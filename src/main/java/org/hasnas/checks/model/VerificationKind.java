package org.hasnas.checks.model;

/** What can be checked against other tools. */
public enum VerificationKind {
    SPIKESIM, FITNESS, FORWARD, CROSSBAR, NEUROSIM, NEUROSIM14, NIR, EVENTS
}
