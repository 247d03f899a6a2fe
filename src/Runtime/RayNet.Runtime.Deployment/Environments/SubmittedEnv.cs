using RayNet.Runtime.Deployment.Jobs;

namespace RayNet.Runtime.Deployment.Environments;

/// <summary>The environment of a submitted job: its driver has it, and hands it on to its workers.</summary>
internal static class SubmittedEnv
{
    /// <summary>The team whose quota the program's job uses.</summary>
    internal const string Quota = "RAYNET_QUOTA";

    /// <summary>The priority of the program's job.</summary>
    internal const string Priority = "RAYNET_PRIORITY";

    private const string Names = "RAYNET_JOB_VARIABLES";
    private const string Folder = "RAYNET_JOB_WORKING_DIR";

    /// <summary>No name has it in it.</summary>
    private const char Separator = '=';

    internal static void Write(JobRequest request, Dictionary<string, string> variables)
    {
        variables[Names] = string.Join(Separator, request.EnvironmentVariables.Keys);
        variables[Folder] = request.WorkingDirectoryId;
        if (request.Quota.Length > 0)
        {
            variables[Quota] = request.Quota;
        }

        if (request.Priority != 0)
        {
            variables[Priority] = request.Priority.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The variables of workers: what the program itself says wins.</summary>
    internal static Dictionary<string, string> VariablesOf(RuntimeEnv own)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in (Environment.GetEnvironmentVariable(Names) ?? string.Empty).Split(Separator, StringSplitOptions.RemoveEmptyEntries))
        {
            variables[name] = Environment.GetEnvironmentVariable(name) ?? string.Empty;
        }

        foreach ((string name, string value) in own.EnvironmentVariables)
        {
            variables[name] = value;
        }

        return variables;
    }

    /// <summary>The uploaded folder that the job was submitted with, or nothing.</summary>
    internal static string WorkingDirectoryId => Environment.GetEnvironmentVariable(Folder) ?? string.Empty;
}
