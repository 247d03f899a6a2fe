using RayNet;
using RayNet.Testing.TestApp;
using RayNet.Testing.TestApp.Chaos;

// Joins the cluster of RAYNET_ADDRESS and does what its input says, one line each: a word, and the resource of the node that is to do it.
// With arguments "show VARIABLE RESOURCE", it says what a worker of that node finds around it.
try
{
    await using IRayClient ray = await Ray.InitAsync();
    if (args is ["show", var variable, var node])
    {
        Console.WriteLine($"worker has {await Surroundings.DescribeRemote(variable, new TaskOptions { Resources = new Dictionary<string, double> { [node] = 1 } })}");
        return 0;
    }

    Console.WriteLine("joined");
    if (args is ["chaos", var name, var seed, var folder])
    {
        using var load = new ChaosDriver(ray, name, int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture), folder);
        return await load.RunAsync();
    }

    if (args is ["vault"])
    {
        // What the detached actor of a chaos run has counted; it ends with that.
        ActorHandle<Tally> counted = ray.GetActor<Tally>("vault");
        foreach ((string caller, int count) in await counted.Read())
        {
            Console.WriteLine($"counted {caller} {count}");
        }

        Ray.Kill(counted);
        return 0;
    }

    ActorHandle<Keeper>? keeper = null;
    ActorHandle<Keeper>? grouped = null;
    PlacementGroup? group = null;
    var kept = new List<ObjectRef<byte[]>>();
    while (await Console.In.ReadLineAsync() is { } line)
    {
        string[] parts = line.Split(' ');
        var on = new TaskOptions { Resources = new Dictionary<string, double> { [parts[^1]] = 1 }, MaxRetries = 0 };
        try
        {
            switch (parts[0])
            {
                case "sum":
                    Console.WriteLine($"sum {await Blocks.SumRemote(Ray.Put(Blocks.Make(8 << 20)), on)}");
                    break;
                case "keep":
                    ObjectRef<byte[]> made = Blocks.MakeRemote(8 << 20, on);
                    await Ray.WaitAsync([made]);
                    kept.Add(made);
                    Console.WriteLine($"kept {kept.Count}");
                    break;
                case "read":
                    Console.WriteLine($"read {(await kept[^1]).Length}");
                    break;
                case "name":
                    keeper = Keeper.CreateRemote(options: new ActorOptions { Name = "keeper" });
                    Console.WriteLine($"named {await keeper.Ask()}");
                    break;
                case "drop":
                    keeper = null;
                    GC.Collect();
                    GC.WaitForPendingFinalizers();
                    Console.WriteLine("dropped");
                    break;
                case "find":
                    Console.WriteLine($"found {await ray.GetActor<Keeper>("keeper").Ask()}");
                    break;
                case "share":
                    Console.WriteLine($"found {await Keeper.CreateRemote(options: new ActorOptions { Name = "keeper", GetIfExists = true }).Ask()}");
                    break;
                case "hold":
                    keeper = Keeper.CreateRemote(options: new ActorOptions { Resources = on.Resources });
                    Console.WriteLine($"holds {await keeper.Count()}");
                    break;
                case "detach":
                    var detached = new ActorOptions { Name = "vault", Lifetime = ActorLifetime.Detached, MaxRestarts = -1 };
                    Console.WriteLine($"detached {await Keeper.CreateRemote(options: detached).Count()}");
                    break;
                case "visit":
                    ActorHandle<Keeper> vault = ray.GetActor<Keeper>("vault");
                    Console.WriteLine($"visited {await vault.Count()} {await vault.ProcessId()}");
                    break;
                case "group":
                    group = Ray.CreatePlacementGroup([new PlacementBundle { NumCpus = 1, Resources = on.Resources }]);
                    await group.ReadyAsync();
                    grouped = Keeper.CreateRemote(options: new ActorOptions { NumCpus = 1, SchedulingStrategy = SchedulingStrategy.PlacementGroup(group) });
                    Console.WriteLine($"grouped {await group.GetStateAsync()} {await grouped.ProcessId()}");
                    break;
                case "grouped":
                    for (int i = 0; i < 100; i++)
                    {
                        await grouped!.Count();
                    }

                    Console.WriteLine($"grouped {await group!.GetStateAsync()} {await grouped!.ProcessId()}");
                    break;
                case "count":
                    Console.WriteLine($"counted {await keeper!.Count()}");
                    break;
                default:
                    Console.WriteLine($"unknown {line}");
                    break;
            }
        }
        catch (Exception exception) when (exception is IRayError)
        {
            Console.WriteLine($"failed {exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}");
        }
    }

    GC.KeepAlive(keeper);
    GC.KeepAlive(grouped);
    return 0;
}
catch (Exception exception) when (exception is IRayError)
{
    Console.WriteLine($"refused {exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}");
    return 1;
}
