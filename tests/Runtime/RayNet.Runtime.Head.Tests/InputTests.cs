using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Tests.Harness;

namespace RayNet.Runtime.Head.Tests;

/// <summary>What comes over the wire is held against limits before it changes anything.</summary>
public sealed class InputTests
{
    public static TheoryData<string> BadNodes => [.. NodeCases.Keys];

    public static TheoryData<string> BadActors => [.. ActorCases.Keys];

    public static TheoryData<string> BadReports => [.. ReportCases.Keys];

    private static string Long => new('x', 5_000);

    private static Dictionary<string, NodeInfo> NodeCases { get; } = new()
    {
        ["no id"] = Make.Node(1) with { Id = default },
        ["no name"] = Make.Node(1) with { Name = "" },
        ["null name"] = Make.Node(1) with { Name = null! },
        ["long name"] = Make.Node(1) with { Name = Long },
        ["control character"] = Make.Node(1) with { Name = "a\nb" },
        ["null address"] = Make.Node(1) with { Address = null! },
        ["null resources"] = Make.Node(1) with { Resources = null! },
        ["negative resource"] = Make.Node(1) with { Resources = new() { ["CPU"] = -1 } },
        ["no number"] = Make.Node(1) with { Resources = new() { ["CPU"] = double.NaN } },
        ["infinite resource"] = Make.Node(1) with { Resources = new() { ["CPU"] = double.PositiveInfinity } },
        ["unnamed resource"] = Make.Node(1) with { Resources = new() { [""] = 1 } },
        ["many resources"] = Make.Node(1) with { Resources = Enumerable.Range(0, 500).ToDictionary(i => $"r{i}", _ => 1.0) },
        ["long label"] = Make.Node(1) with { Labels = new() { ["zone"] = Long } },
        ["null label"] = Make.Node(1) with { Labels = new() { ["zone"] = null! } },
        ["negative store"] = Make.Node(1) with { StoreCapacity = -1 },
    };

    private static Dictionary<string, ActorRegistration> ActorCases { get; } = new()
    {
        ["no id"] = Make.Actor(1, default) with { Id = default },
        ["long name"] = Make.Actor(1, default) with { Name = Long },
        ["null name"] = Make.Actor(1, default) with { Name = null! },
        ["null namespace"] = Make.Actor(1, default) with { Namespace = null! },
        ["null creation"] = Make.Actor(1, default) with { Creation = null! },
        ["large creation"] = Make.Actor(1, default) with { Creation = new byte[9 << 20] },
        ["restarts"] = Make.Actor(1, default) with { MaxRestarts = -2 },
        ["null resources"] = Make.Actor(1, default) with { Resources = null! },
        ["unknown job"] = Make.Actor(1, new JobId(9, 9)),
    };

    private static Dictionary<string, NodeReport> ReportCases { get; } = new()
    {
        ["version"] = Make.Report(0, 1),
        ["negative"] = Make.Report(1, -1),
        ["null available"] = Make.Report(1, 1) with { Available = null! },
        ["null pending"] = Make.Report(1, 1) with { Pending = null! },
        ["null demand"] = Make.Report(1, 1) with { Pending = [null!] },
        ["many demands"] = Make.Report(1, 1) with { Pending = [.. Enumerable.Range(0, 500).Select(_ => new PendingDemand([], 1))] },
        ["negative count"] = Make.Report(1, 1) with { Pending = [new PendingDemand([], -1)] },
        ["workers"] = Make.Report(1, 1) with { Workers = -1 },
    };

    [Theory]
    [MemberData(nameof(BadNodes))]
    public async Task A_bad_node_is_refused(string node)
    {
        await using var head = new TestHead();
        await Assert.ThrowsAsync<InvalidOptionException>(() => head.JoinAsync(NodeCases[node]));
        Assert.Empty(head.Head.State.Nodes);
    }

    [Theory]
    [MemberData(nameof(BadActors))]
    public async Task A_bad_actor_is_refused(string actor)
    {
        await using var head = new TestHead();
        await head.JoinAsync(1);
        await Assert.ThrowsAsync<InvalidOptionException>(() => head.Service.RegisterActorAsync(ActorCases[actor]));
        Assert.Empty(head.Head.State.Actors);
    }

    [Theory]
    [MemberData(nameof(BadReports))]
    public async Task A_bad_report_is_refused(string report)
    {
        await using var head = new TestHead();
        TestNode node = await head.JoinAsync(1);
        await Assert.ThrowsAsync<InvalidOptionException>(() => node.Session.ReportAsync(ReportCases[report]));
        Assert.Equal(0, head.Node(1).Report.Version);
    }

    [Fact]
    public async Task Bad_jobs_updates_and_keys_are_refused()
    {
        await using var head = new TestHead();
        IHeadService service = head.Head.ServiceFor(default);
        await Assert.ThrowsAsync<InvalidOptionException>(() => service.StartJobAsync(Make.Job() with { EntryPoint = Long }));
        await Assert.ThrowsAsync<InvalidOptionException>(() => service.StartJobAsync(Make.Job() with { Metadata = Enumerable.Range(0, 100).ToDictionary(i => $"k{i}", _ => new string('v', 1_000)) }));
        await Assert.ThrowsAsync<InvalidOptionException>(() => service.StartJobAsync(null!));
        await Assert.ThrowsAsync<InvalidOptionException>(() => service.UpdateActorAsync(new ActorUpdate(new ActorId(1, 1), (ActorLiveness)9, 0, default, 0, "")));
        await Assert.ThrowsAsync<InvalidOptionException>(() => service.UpdateActorAsync(new ActorUpdate(new ActorId(1, 1), ActorLiveness.Alive, 0, default, 0, "")));
        await Assert.ThrowsAsync<InvalidOptionException>(() => service.EndProcessAsync(Make.NodeId(1), 0, "none"));
        await Assert.ThrowsAsync<InvalidOptionException>(() => service.PutKeyAsync("a", Long, [], overwrite: true));
        await Assert.ThrowsAsync<InvalidOptionException>(() => service.PutKeyAsync("a", "b", new byte[(8 << 20) + 1], overwrite: true));
        await Assert.ThrowsAsync<InvalidOptionException>(() => service.FindActorAsync("default", ""));
        Assert.Equal(0, head.Head.State.Version);
    }

    [Fact]
    public async Task A_long_reason_is_cut()
    {
        await using var head = new TestHead();
        TestNode node = await head.JoinAsync(1);
        await node.Session.LeaveAsync(Long);
        Assert.Equal(4_100, head.Node(1).Reason.Length);
    }

    [Fact]
    public async Task The_first_call_of_a_connection_registers()
    {
        await using var head = new TestHead();
        var node = new TestNode(head, Make.Node(1));
        await Assert.ThrowsAsync<InvalidOptionException>(() => node.Session.ReportAsync(Make.Report(1, 1)));
        node.Session.Disconnect("never registered");
        await node.Session.RegisterAsync(node.Info, 0);
        await Assert.ThrowsAsync<InvalidOptionException>(() => node.Session.RegisterAsync(Make.Node(2), 0));
    }
}
