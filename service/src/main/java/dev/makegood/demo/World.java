package dev.makegood.demo;

import java.util.List;

/** All that the demo plays with: read from its files, or made up from its seed. */
record World(Policy policy, Airports airports, List<Play.Late> late, Members members) {}
