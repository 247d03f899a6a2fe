using RayNet.Runtime.Resources;

namespace RayNet.Tests.Simulation;

/// <summary>A task of a team.</summary>
internal sealed class SharedTask(long number, int team, int priority, int cpus, bool mayRepeat, double length)
{
    internal long Number { get; } = number;

    internal int Team { get; } = team;

    internal int Priority { get; } = priority;

    internal ResourceDemand Demand { get; } = ResourceDemand.Create(cpus, 0, 0, null);

    internal int Cpus { get; } = cpus;

    internal bool MayRepeat { get; } = mayRepeat;

    internal double Length { get; } = length;

    /// <summary>When it began to wait.</summary>
    internal double Since { get; set; }

    /// <summary>Counts its runs: the end of one that was given up is not its end.</summary>
    internal int Run { get; set; }
}
