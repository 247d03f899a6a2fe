using RayNet.Runtime.Policies;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Groups;

/// <summary>One bundle of a placement group: resources of one node.</summary>
/// <param name="Demand">What it holds.</param>
/// <param name="Selector">Labels that its node must have.</param>
internal sealed record BundleRequest(ResourceDemand Demand, LabelSelector Selector)
{
    internal bool Accepts(SchedulableNode node) => node.TakesWork && Selector.Matches(node.Labels) && node.Total.Covers(Demand);
}
