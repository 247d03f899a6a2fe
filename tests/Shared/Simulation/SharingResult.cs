namespace RayNet.Tests.Simulation;

/// <summary>What a simulation of teams came to.</summary>
/// <param name="Finished">Tasks that ended.</param>
/// <param name="Preempted">Runs that were given up for others.</param>
/// <param name="LongestLarge">The longest that a task of a whole node waited, in virtual seconds.</param>
/// <param name="LongestImportant">The longest that a task of the highest priority waited.</param>
/// <param name="LongestOther">The longest that one of the lowest waited.</param>
/// <param name="Fingerprint">Of every decision in order.</param>
internal sealed record SharingResult(int Finished, int Preempted, double LongestLarge, double LongestImportant, double LongestOther, ulong Fingerprint);
