package org.hasnas.chip.model;

/** The memory device of a crossbar's cells. */
public enum CellDevice { RRAM, SRAM }
