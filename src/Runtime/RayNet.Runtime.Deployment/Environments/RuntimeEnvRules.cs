using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Environments;

/// <summary>Which runtime environments are accepted, and what travels of them. The driver checks: its user is the one who can mend it.</summary>
internal static class RuntimeEnvRules
{
    /// <summary>The system hands all variables to a process at once and refuses too many of them; far below that it is a mistake.</summary>
    private const int MaxVariableBytes = 100_000;

    private const string ReservedPrefix = "RAYNET_";

    /// <exception cref="InvalidOptionException">Something is not allowed.</exception>
    internal static void Check(RuntimeEnv env)
    {
        foreach ((string name, string value) in env.EnvironmentVariables)
        {
            CheckVariable(name, value);
        }

        if (env.MaxWorkingDirectorySize <= 0)
        {
            throw new InvalidOptionException($"RuntimeEnv.MaxWorkingDirectorySize is {env.MaxWorkingDirectorySize}. It has to be positive.");
        }

        if (env.WorkingDirectory is { } folder)
        {
            CheckFolder(folder);
        }
        else if (env.Exclude.Count > 0)
        {
            throw new InvalidOptionException("RuntimeEnv.Exclude is set, and RuntimeEnv.WorkingDirectory is not, so there is nothing to exclude from.");
        }

        foreach (string pattern in env.Exclude)
        {
            if (string.IsNullOrWhiteSpace(pattern) || pattern.Contains('\\', StringComparison.Ordinal) || pattern.Trim('/').Length == 0)
            {
                throw new InvalidOptionException($"RuntimeEnv.Exclude has the pattern '{pattern}'. Write a name or a path with '/', such as '*.tmp' or 'data/raw'.");
            }
        }
    }

    /// <summary>The files of the working directory, or <see langword="null"/> if there is none.</summary>
    /// <exception cref="InvalidOptionException">Something is not allowed.</exception>
    internal static async ValueTask<AppDeployment?> ReadWorkingDirectoryAsync(RuntimeEnv env, CancellationToken cancellationToken)
    {
        Check(env);
        if (env.WorkingDirectory is not { } folder)
        {
            return null;
        }

        var options = new DeploymentOptions
        {
            Exclude = [.. env.Exclude],
            Limits = PackageLimits.Default with { MaxTotalSize = env.MaxWorkingDirectorySize, MaxFileSize = Math.Min(env.MaxWorkingDirectorySize, PackageLimits.Default.MaxFileSize) },
        };
        try
        {
            return await AppDeployment.FromFolderAsync(folder, options, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidPackageException exception)
        {
            throw new InvalidOptionException($"RuntimeEnv.WorkingDirectory cannot travel: {exception.Message} The limits are set by RuntimeEnv.MaxWorkingDirectorySize and RuntimeEnv.Exclude.", exception);
        }
    }

    /// <summary>Also where the process is started: the variables came from elsewhere.</summary>
    /// <exception cref="InvalidOptionException">No process can have it, or it is RayNet's own.</exception>
    internal static void CheckVariable(string name, string? value)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAny('=', '\0'))
        {
            throw new InvalidOptionException($"RuntimeEnv.EnvironmentVariables has the name {BuildErrors.Quote(name)}. A name has at least one character, and neither '=' nor NUL.");
        }

        if (name.StartsWith(ReservedPrefix, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOptionException($"RuntimeEnv.EnvironmentVariables sets '{name}', and names that start with {ReservedPrefix} belong to RayNet.");
        }

        // Never the value: it may be a secret.
        if (value is null || value.Contains('\0', StringComparison.Ordinal))
        {
            throw new InvalidOptionException($"RuntimeEnv.EnvironmentVariables['{name}'] is null or holds a NUL.");
        }

        if (name.Length + value.Length > MaxVariableBytes)
        {
            throw new InvalidOptionException($"RuntimeEnv.EnvironmentVariables['{name}'] has {value.Length} characters, and {MaxVariableBytes} are the limit. Pass large values as arguments or files.");
        }
    }

    private static void CheckFolder(string folder)
    {
        if (File.Exists(folder))
        {
            throw new InvalidOptionException($"RuntimeEnv.WorkingDirectory is '{folder}', which is a file. Name a folder.");
        }

        if (string.IsNullOrWhiteSpace(folder) || !Directory.Exists(folder))
        {
            throw new InvalidOptionException($"RuntimeEnv.WorkingDirectory is '{folder}', which does not exist on this machine.");
        }

        if (Path.GetDirectoryName(Path.GetFullPath(folder)) is null)
        {
            throw new InvalidOptionException($"RuntimeEnv.WorkingDirectory is '{folder}', the root of a disk. Name the folder that the workers need.");
        }
    }
}
