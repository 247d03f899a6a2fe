namespace RayNet.Testing.Tests;

/// <summary>Tasks that say where they ran.</summary>
internal static class Places
{
    [Remote]
    public static string Here(RayContext context) => context.NodeId.ToString();

    [Remote]
    public static string HereWith(byte[] block, RayContext context) => block.Length > 0 ? context.NodeId.ToString() : string.Empty;

    [Remote(LabelSelector = ["zone=south"])]
    public static string South(RayContext context) => context.NodeId.ToString();

    [Remote(Spread = true)]
    public static string Anywhere(RayContext context) => context.NodeId.ToString();

    /// <summary>Runs until the meeting begins.</summary>
    [Remote]
    public static async Task<string> HereUntil(ActorHandle<Meeting> meeting, RayContext context)
    {
        await meeting.First();
        return context.NodeId.ToString();
    }
}
