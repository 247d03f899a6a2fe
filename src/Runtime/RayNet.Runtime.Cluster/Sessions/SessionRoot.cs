using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Runtime.Cluster.Sessions;

/// <summary>The folder of one user's clusters on this machine: what runs, and the folders of runs.</summary>
internal static class SessionRoot
{
    /// <summary>The variable that names another folder.</summary>
    internal const string Variable = "RAYNET_SESSION_DIR";

    /// <summary>The variable that names another folder for what outlives runs: tokens and authorities.</summary>
    internal const string HomeVariable = "RAYNET_HOME";

    /// <summary>The folder of runs: the one that is asked for, that of the variable, or the user's own.</summary>
    internal static string Find(string? asked)
    {
        if ((asked ?? Connections.ClusterEnvironment.Variable(Variable)) is { Length: > 0 } chosen)
        {
            return Path.GetFullPath(chosen);
        }

        if (OperatingSystem.IsWindows())
        {
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "raynet", "sessions");
        }

        // Sockets have short paths, so that the home directory is no place for them.
        return Connections.ClusterEnvironment.Variable("XDG_RUNTIME_DIR") is { } runtime && Directory.Exists(runtime)
            ? Path.Combine(runtime, "raynet")
            : Path.Combine(Path.GetTempPath(), $"raynet-{UserId.Current}");
    }

    /// <summary>The folder of one cluster's token and authority.</summary>
    internal static string FindHome(string cluster)
    {
        string home = Connections.ClusterEnvironment.Variable(HomeVariable)
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), ".raynet");
        return Path.Combine(Path.GetFullPath(home), cluster);
    }
}
