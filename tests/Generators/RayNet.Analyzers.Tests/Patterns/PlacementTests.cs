using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.Patterns;

public sealed class PlacementTests
{
    [Fact]
    public Task Nodes_whose_ids_stand_in_the_program_are_reported() => Expect.DiagnosticsAsync(
        PatternSource.Async(
            """await Work.SquareRemote(1, new TaskOptions { SchedulingStrategy = {|RN2025:SchedulingStrategy.NodeAffinity(new NodeId(1, 2))|} });""",
            """var node = new NodeId(0xABCD, 1); await Work.SquareRemote(1, new TaskOptions { SchedulingStrategy = {|RN2025:SchedulingStrategy.NodeAffinity(node, soft: false)|} });"""));

    [Fact]
    public Task Nodes_that_are_found_or_soft_are_silent() => Expect.SilenceAsync(
        PatternSource.Async(
            """await Work.SquareRemote(1, new TaskOptions { SchedulingStrategy = SchedulingStrategy.NodeAffinity(new NodeId(1, 2), soft: true) });""",
            """await Work.SquareRemote(1, new TaskOptions { SchedulingStrategy = SchedulingStrategy.NodeAffinity(Ray.GetNodes()[0].Id) });""",
            """NodeId node = new NodeId(1, 2); node = Ray.GetNodes()[0].Id; await Work.SquareRemote(1, new TaskOptions { SchedulingStrategy = SchedulingStrategy.NodeAffinity(node) });""",
            """ulong origin = (ulong)inputs[0]; await Work.SquareRemote(1, new TaskOptions { SchedulingStrategy = SchedulingStrategy.NodeAffinity(new NodeId(origin, 2)) });""",
            """await Work.SquareRemote(1, new TaskOptions { SchedulingStrategy = SchedulingStrategy.NodeAffinity(default) });"""));

    [Fact]
    public Task Requests_that_no_bundle_holds_are_errors() => Expect.DiagnosticsAsync(
        PatternSource.Async(
            """
            PlacementGroup group = Ray.CreatePlacementGroup([new() { NumCpus = 1 }, new PlacementBundle { NumCpus = 2 }]);
            await Work.SquareRemote(1, new TaskOptions { NumCpus = 3, SchedulingStrategy = {|RN1022:SchedulingStrategy.PlacementGroup(group)|} });
            await Work.SquareRemote(1, new TaskOptions { NumCpus = 2, SchedulingStrategy = {|RN1022:SchedulingStrategy.PlacementGroup(group, 0)|} });
            """,
            """
            const int Gpus = 8;
            var group = Ray.CreatePlacementGroup(new[] { new PlacementBundle { NumCpus = 1 } }, PlacementStrategy.Spread);
            _ = Counter.CreateRemote(1, new ActorOptions { NumGpus = Gpus, SchedulingStrategy = {|RN1022:SchedulingStrategy.PlacementGroup(group)|} });
            """),
        "NumCpus is 3, and no bundle of the group that it may run in has more than 2; ask for less, or make the bundle larger",
        "NumCpus is 2, and no bundle of the group that it may run in has more than 1; ask for less, or make the bundle larger",
        "NumGpus is 8, and no bundle of the group that it may run in has more than 0; ask for less, or make the bundle larger");

    [Fact]
    public Task Requests_that_a_bundle_may_hold_are_silent() => Expect.SilenceAsync(
        PatternSource.Async(
            """
            PlacementGroup group = Ray.CreatePlacementGroup([new() { NumCpus = 1 }, new() { NumCpus = 2 }]);
            await Work.SquareRemote(1, new TaskOptions { NumCpus = 2, SchedulingStrategy = SchedulingStrategy.PlacementGroup(group) });
            await Work.SquareRemote(1, new TaskOptions { NumCpus = 2, SchedulingStrategy = SchedulingStrategy.PlacementGroup(group, 1) });
            await Work.SquareRemote(1, new TaskOptions { SchedulingStrategy = SchedulingStrategy.PlacementGroup(group) });
            await Work.SquareRemote(1, new TaskOptions { NumCpus = inputs[0], SchedulingStrategy = SchedulingStrategy.PlacementGroup(group) });
            await Work.SquareRemote(1, new TaskOptions { NumCpus = 4 });
            """,
            """
            PlacementGroup group = Ray.CreatePlacementGroup([new() { NumCpus = inputs[0] }]);
            await Work.SquareRemote(1, new TaskOptions { NumCpus = 4, SchedulingStrategy = SchedulingStrategy.PlacementGroup(group) });
            """,
            """
            PlacementGroup group = Ray.CreatePlacementGroup([.. inputs.Select(x => new PlacementBundle { NumCpus = x })]);
            await Work.SquareRemote(1, new TaskOptions { NumCpus = 4, SchedulingStrategy = SchedulingStrategy.PlacementGroup(group) });
            """,
            """
            PlacementGroup group = Ray.CreatePlacementGroup([new() { NumCpus = 1 }]);
            group = Ray.GetPlacementGroup("large")!;
            await Work.SquareRemote(1, new TaskOptions { NumCpus = 4, SchedulingStrategy = SchedulingStrategy.PlacementGroup(group) });
            """));
}
