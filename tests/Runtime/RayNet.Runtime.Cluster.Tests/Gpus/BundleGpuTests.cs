using RayNet.Runtime.Cluster.Node;
using RayNet.Runtime.Control;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Cluster.Tests.Gpus;

/// <summary>GPUs that bundles hold one by one.</summary>
public sealed class BundleGpuTests
{
    private static readonly PlacementGroupId Group = new(1, 1);
    private readonly GpuAccount _gpus = new(["a", "b"], 2 * ResourceQuantity.UnitsPerOne);
    private readonly BundleTable _bundles;

    public BundleGpuTests() => _bundles = new BundleTable(new NodeResources(ResourceDemand.Create(4, 2, 0, null)), _gpus);

    [Fact]
    public void A_bundle_keeps_a_whole_gpu_that_nobody_outside_of_it_gets_a_part_of()
    {
        Assert.True(_bundles.TryPrepare(Order(0, 1)));
        string held = Assert.Single(_bundles.Find(Group, 0)!.HeldGpus);

        Assert.NotEqual(held, Assert.Single(_gpus.Choose(ResourceQuantity.UnitsPerOne / 2)!));
        Assert.Null(_gpus.Choose(2 * ResourceQuantity.UnitsPerOne));
        Assert.Equal(held, Assert.Single(_bundles.Find(Group, 0)!.Gpus.Choose(ResourceQuantity.UnitsPerOne)!));

        _bundles.Return(new BundleOrder(Group, 1, BundlePhase.Return, [0], []));
        Assert.NotNull(_gpus.Choose(2 * ResourceQuantity.UnitsPerOne));
    }

    [Fact]
    public void A_bundle_that_would_get_parts_of_several_gpus_is_refused_and_leaves_nothing_behind()
    {
        _gpus.Acquire(["a"], ResourceQuantity.UnitsPerOne / 2);
        _gpus.Acquire(["b"], ResourceQuantity.UnitsPerOne / 2);

        Assert.False(_bundles.TryPrepare(Order(0, 1)));
        Assert.Null(_bundles.Find(Group, 0));

        _gpus.Release(["b"], ResourceQuantity.UnitsPerOne / 2);
        Assert.False(_bundles.TryPrepare(Order(0, 1, 1)));
        Assert.True(_bundles.TryPrepare(Order(0, 1)));
        Assert.Equal(["b"], _bundles.Find(Group, 0)!.HeldGpus);
    }

    private static BundleOrder Order(int first, params int[] gpus) =>
        new(Group, 1, BundlePhase.Prepare, [.. gpus.Select((_, index) => first + index)], [.. gpus.Select(static count => ResourceDemand.Create(0, count, 0, null).ToUnits())]);
}
