namespace RayNet.Runtime.Head.Shared;

/// <summary>What a head says that does not lead.</summary>
internal static class HeadErrors
{
    private const string Before = "the head at ";
    private const string After = " leads.";
    private const string Nobody = "no head leads at the moment.";

    /// <summary>This head does not lead, and has done nothing.</summary>
    /// <param name="own">Its own address, or nothing.</param>
    /// <param name="leader">Where the leader is, or nothing while there is none.</param>
    internal static RayException NotLeader(string own, string leader) =>
        new(RayErrorCode.NotLeader, $"This head{(own.Length > 0 ? $" ({own})" : string.Empty)} stands by; {(leader.Length > 0 ? $"{Before}{leader}{After}" : Nobody)}");

    /// <summary>The leader that such an error names; empty when it names none.</summary>
    internal static string LeaderIn(string message)
    {
        int from = message.LastIndexOf(Before, StringComparison.Ordinal);
        return from >= 0 && message.EndsWith(After, StringComparison.Ordinal) ? message[(from + Before.Length)..^After.Length] : string.Empty;
    }

    /// <summary>The head stopped leading before it knew what became of a change. Whoever asked may ask the next one, which knows.</summary>
    internal static RayException Unknown(Exception cause) =>
        new(RayErrorCode.ClusterUnreachable, $"The head lost its storage while it stored a change, and steps down: {cause.Message} Whether the change was stored is known to the next leader; ask again.", cause);

    /// <summary>The head could not begin to lead, because the storage did not give the tables.</summary>
    internal static RayException Unreadable(Exception cause) =>
        new(RayErrorCode.ClusterUnreachable, $"The head's tables could not be read, and it steps down: {cause.Message} Ask again; a head that reads them leads.", cause);
}
