namespace RayNet.Testing.Tests;

/// <summary>Tasks that say where they ran.</summary>
internal static class Places
{
    [Remote]
    public static string Here(RayContext context) => context.NodeId.ToString();

    /// <summary>Runs until another one has come.</summary>
    [Remote]
    public static async Task<string> HereWithAnother(byte[] block, ActorHandle<Meeting> meeting, RayContext context)
    {
        await meeting.After(await meeting.Arrive($"{block.Length}"));
        return context.NodeId.ToString();
    }

    /// <summary>Where its child runs; with a strategy of its own where it is to escape from its parent's group.</summary>
    [Remote]
    public static async Task<string> OfChild(bool escapes) => await Places.HereRemote(escapes ? new TaskOptions { SchedulingStrategy = SchedulingStrategy.Default } : null);

    /// <summary>Where its child's child runs.</summary>
    [Remote]
    public static async Task<string> OfGrandchild() => await Places.OfChildRemote(false, new TaskOptions { NumCpus = 0.5 });

    /// <summary>Has a child on another node, which goes on for as long as it is let.</summary>
    [Remote]
    public static async Task<string> OfLingeringChild(ActorHandle<Meeting> meeting) => await Work.LingerRemote(meeting, On.Node("second"));

    [Remote(LabelSelector = ["zone=south"])]
    public static string South(RayContext context) => context.NodeId.ToString();

    /// <summary>Runs until another one has come, somewhere else than that.</summary>
    [Remote(Spread = true)]
    public static async Task<string> AnywhereWithAnother(ActorHandle<Meeting> meeting, RayContext context)
    {
        await meeting.After(await meeting.Arrive(context.NodeId.ToString()));
        return context.NodeId.ToString();
    }

    /// <summary>Runs until the meeting begins.</summary>
    [Remote]
    public static async Task<string> HereUntil(ActorHandle<Meeting> meeting, RayContext context)
    {
        await meeting.First();
        return context.NodeId.ToString();
    }
}
