using RayNet.Runtime.Policies;
using RayNet.Runtime.Resources;

namespace RayNet.Tests.Simulation;

/// <summary>A kind of task.</summary>
internal sealed class SimulatedShape(PlacementRequest request)
{
    internal PlacementRequest Request { get; } = request;

    internal ResourceDemand Demand => Request.Demand;

    /// <summary>How many wait.</summary>
    internal int Waiting { get; set; }
}
