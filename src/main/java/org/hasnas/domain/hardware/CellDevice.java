package org.hasnas.domain.hardware;

/** The memory device of a crossbar's cells. */
public enum CellDevice { RRAM, SRAM }
