namespace RayNet.Cli;

/// <summary>What the command returns to its caller. Documented in docs/guides/cli.md; numbers keep their meaning.</summary>
internal static class ExitCodes
{
    internal const int Done = 0;
    internal const int Failed = 1;
    internal const int Usage = 2;
    internal const int NoCluster = 3;
    internal const int Unauthorized = 4;

    /// <summary>The awaited job was stopped.</summary>
    internal const int JobStopped = 5;

    /// <summary>The awaited job could not be started.</summary>
    internal const int JobNotStarted = 6;

    internal static int Of(RayErrorCode code) => code switch
    {
        RayErrorCode.ClusterUnreachable => NoCluster,
        RayErrorCode.Unauthorized => Unauthorized,
        _ => Failed,
    };
}
