using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using RayNet.Runtime.Cluster.Hosting;
using RayNet.Runtime.Cluster.Node;
using RayNet.Runtime.Cluster.Tests.Workers;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Cluster.Tests.Actors;

/// <summary>Detached actors that a node cannot make.</summary>
public sealed class PlacedActorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pa-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_actor_that_no_node_can_make_is_tried_again_later_and_later()
    {
        var time = new FakeTimeProvider();
        var log = new LineLogger();
        var starter = new FailingStarter();
        ulong next = 0;
        await using var head = new ClusterHead(new HeadOptions { ClusterId = 42 }, new MemoryHeadStore(), time, log);
        NodeId id = new(1, 1);
        IHeadService service = head.ServiceFor(id);
        await using var node = new NodeAgent(
            new NodeAgentOptions { Id = id, Name = "node", SessionDirectory = _folder, Token = "t", Resources = ResourceDemand.Create(4, 0, 0, []), TimeProvider = time, Logger = log },
            service,
            starter,
            () => ++next);
        node.FindJob = (job, _) =>
        {
            node.Scheduler.AddJob(job, string.Empty, 0);
            node.Workers.AddJob(job, new WorkerSetup(string.Empty, string.Empty), prestart: 0);
            return Task.CompletedTask;
        };
        INodeConnection connection = await new LocalNodeHubConnector(head).ConnectAsync(node.Info, node, CancellationToken.None);
        node.Report = connection.Report;
        connection.Report(node.CurrentReport);
        JobRecord started = await service.StartJobAsync(new JobStart(string.Empty, "default", "app", default, 50, 1, string.Empty, []));
        await service.RegisterActorAsync(new ActorRegistration(new ActorId(900, 1), 77, "Keeper", "keeper", "default", started.Id, 50, default, IsDetached: true, GetIfExists: false, [], MaxRestarts: -1, [1, 2, 3]));

        // Another node may have what this one lacks: the first failure is told at once, and here the head has no other node.
        for (int failures = 2; failures <= 9; failures++)
        {
            Task said = log.SaysAsync(string.Create(CultureInfo.InvariantCulture, $"{failures} times; it is handed back after {Math.Min(10, 0.25 * Math.Pow(2, failures - 2))} s"));
            while (!said.IsCompleted)
            {
                // The node's reports and its pauses go by this clock, which stands still otherwise.
                time.Advance(TimeSpan.FromMilliseconds(100));
                await Task.WhenAny(said, Task.Delay(5));
            }

            await said;
        }

        // Three workers are tried each time.
        Assert.InRange(starter.Count, 1, 3 * 10);
        await connection.DisposeAsync();
    }
}
