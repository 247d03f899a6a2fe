using Grpc.Core;
using RayNet.Gateways.Tests.Harness;
using RayNet.Gateways.Tests.Remote;
using RayNet.Testing;

namespace RayNet.Gateways.Tests;

/// <summary>Gateways before worker processes, and before a cluster of two nodes.</summary>
public sealed class ClusterGatewayTests
{
    private const int Large = 3 << 20;

    [Fact]
    public async Task Tasks_and_actors_run_in_worker_processes()
    {
        await using GatewayHost host = await GatewayHost.StartAsync(cluster: static options => options.Workers = 1);
        await UseAsync(host, "place");

        Assert.NotEqual(Environment.ProcessId, await new PlaceClient(host.Connection, "place").Process().Within());
    }

    [Fact]
    public async Task Actors_of_all_nodes_are_reached_from_every_gateway()
    {
        await using RayCluster cluster = await RayCluster.StartAsync(new RayClusterOptions { Head = Node("head"), Nodes = [Node("second")] });
        await using GatewayHost host = await GatewayHost.StartAsync(cluster: options => Join(options, cluster));
        await UseAsync(host, "place");
        using (host.Ray.Use())
        {
            ActorHandle<Place> far = Place.CreateRemote(new ActorOptions { Name = "far", Resources = new Dictionary<string, double> { ["second"] = 1 } });
            var client = new PlaceClient(host.Connection, "far");
            Assert.Equal(cluster.Nodes[1].Id.ToString(), await client.Node().Within());
            Assert.Equal(Large, (await client.Block(Large).Within()).Length);
            Assert.Equal(1, await client.Count().Within());
            Assert.Equal(2, await Ray.GetAsync(far.Count()).Within());

            // Another application with a gateway, which has made neither of the two.
            await using GatewayHost other = await GatewayHost.StartAsync(cluster: options => Join(options, cluster));
            Assert.Equal(3, await new PlaceClient(other.Connection, "far").Count().Within());
            Assert.Equal(2, await new PlaceClient(other.Connection, "place").Count().Within());
            GC.KeepAlive(far);
        }
    }

    [Fact]
    public async Task An_actor_whose_process_ends_is_said_to_be_dead_and_made_anew()
    {
        await using GatewayHost host = await GatewayHost.StartAsync(cluster: static options => options.Workers = 1);
        var client = new PlaceClient(host.Connection, "place");
        int process = await client.Process().Within();

        await Assert.ThrowsAsync<ActorDiedException>(() => client.Crash().Within());

        Assert.NotEqual(process, await client.Process().Within());
    }

    /// <summary>What every cluster can do.</summary>
    private static async Task UseAsync(GatewayHost host, string actor)
    {
        var tasks = new ArithmeticClient(host.Connection);
        Assert.Equal(42, await tasks.Ping(41).Within());
        int[] items = await tasks.Count(1, 3).ToArrayAsync().AsTask().Within();
        Assert.Equal([1, 2, 3], items);
        RpcException error = await Assert.ThrowsAsync<RpcException>(() => tasks.Fail("secret").Within());
        Assert.Equal(StatusCode.Unknown, error.StatusCode);

        var client = new PlaceClient(host.Connection, actor);
        Assert.Equal(1, await client.Count().Within());
        await using (IAsyncEnumerator<int> stream = client.Endless().GetAsyncEnumerator())
        {
            Assert.True(await stream.MoveNextAsync().AsTask().Within());
        }

        // It runs one call at a time: that the stream has ended shows by the next one, which would wait for ever.
        Assert.Equal(Large, (await client.Block(Large).Within()).Length);
    }

    private static NodeOptions Node(string name) => new() { Name = name, NumCpus = 2, Resources = new Dictionary<string, double> { [name] = 10 } };

    private static void Join(RayOptions options, RayCluster cluster)
    {
        options.Address = cluster.Address;
        options.SetAsDefault = false;
    }
}
