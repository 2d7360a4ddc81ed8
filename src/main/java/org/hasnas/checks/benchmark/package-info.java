/**
 * Measures the program itself: seconds per simulation pass, by kind of work and against a dense simulation, candidates per second of a
 * search, and memory. It runs the program's own parts and computes nothing of its own; figures are formatted by the front ends.
 */
@NullMarked
package org.hasnas.checks.benchmark;

import org.jspecify.annotations.NullMarked;
