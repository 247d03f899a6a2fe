using RayNet.Runtime.Control;

namespace RayNet.Runtime.Head.Tests.Harness;

/// <summary>Records for tests.</summary>
internal static class Make
{
    internal static NodeId NodeId(int number) => new((ulong)number, 0);

    internal static NodeInfo Node(int number, double cpus = 4, params (string Name, double Quantity)[] resources)
    {
        var all = new Dictionary<string, double> { ["CPU"] = cpus };
        foreach ((string name, double quantity) in resources)
        {
            all[name] = quantity;
        }

        return new NodeInfo(NodeId(number), $"node{number}", $"127.0.0.1:{7000 + number}", number == 1, all, [], 100 + number, "1.2.3", 1 << 20);
    }

    internal static NodeReport Report(long version, double freeCpus, int workers = 0, params (string Name, double Quantity)[] free)
    {
        var all = new Dictionary<string, double> { ["CPU"] = freeCpus };
        foreach ((string name, double quantity) in free)
        {
            all[name] = quantity;
        }

        return new NodeReport(version, all, [], workers, 0, 0);
    }

    internal static JobStart Job(int driverNode = 0, ulong process = 50) =>
        new("build", "default", "app", driverNode == 0 ? default : NodeId(driverNode), process, 1234, string.Empty, []);

    internal static ActorRegistration Actor(int number, JobId job, string name = "", bool detached = false, bool getIfExists = false, int maxRestarts = 0, int ownerNode = 1, ulong owner = 50, double cpus = 0) =>
        new(
            new ActorId(900, (ulong)number),
            77,
            "Counter",
            name,
            "default",
            job,
            owner,
            NodeId(ownerNode),
            detached,
            getIfExists,
            cpus == 0 ? [] : new Dictionary<string, double> { ["CPU"] = cpus },
            maxRestarts,
            detached ? [1, 2, 3] : []);

    internal static ActorUpdate Alive(ActorRecord actor, int node, ulong process, int restarts = 0) =>
        new(actor.Registration.Id, ActorLiveness.Alive, process, NodeId(node), restarts, string.Empty);

    internal static ActorUpdate Dead(ActorRecord actor, string reason = "dropped") =>
        new(actor.Registration.Id, ActorLiveness.Dead, 0, default, 0, reason);
}
