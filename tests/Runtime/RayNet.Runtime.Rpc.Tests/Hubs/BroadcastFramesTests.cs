using RayNet.Runtime.Control;
using RayNet.Runtime.Rpc.Hubs;

namespace RayNet.Runtime.Rpc.Tests.Hubs;

/// <summary>What is told to many is encoded once.</summary>
public sealed class BroadcastFramesTests
{
    [Fact]
    public void The_message_of_one_view_is_the_same_for_all()
    {
        HubPush<INodeReceiver, ClusterView> told = Callbacks<ClusterView>().Single();
        var view = new ClusterView(7, IsComplete: false, []);

        byte[]? message = BroadcastFrames.Of(told, view);

        Assert.NotNull(message);
        Assert.Same(message, BroadcastFrames.Of(told, view));
        Assert.Equal(HubFrame.Call(told.Id, told.Arguments, view), message);
    }

    [Fact]
    public void Another_view_has_a_message_of_its_own_though_it_is_equal()
    {
        HubPush<INodeReceiver, ClusterView> told = Callbacks<ClusterView>().Single();
        NodeRecord[] nodes = [];
        Assert.NotSame(BroadcastFrames.Of(told, new ClusterView(7, IsComplete: false, nodes)), BroadcastFrames.Of(told, new ClusterView(7, IsComplete: false, nodes)));
    }

    [Fact]
    public void What_is_meant_for_one_node_is_not_kept() =>
        Assert.All(Callbacks<ActorRecord>(), static told => Assert.Null(BroadcastFrames.Of(told, null!)));

    private static IEnumerable<HubPush<INodeReceiver, TArguments>> Callbacks<TArguments>() =>
        NodeHubMethods.Contract.CallbacksById.Values.OfType<HubPush<INodeReceiver, TArguments>>();
}
