using System.Collections;
using RayNet.Runtime.Deployment.Environments;

namespace RayNet.Runtime.Deployment.Processes;

/// <summary>The environment of a new process: what this one has, without what belongs to RayNet, and what the job asks for.</summary>
internal static class ProcessVariables
{
    internal const string Prefix = "RAYNET_";

    /// <summary>
    /// Workers are started often and live long: dynamic profiles pay only later and cost at the start, and nobody attaches a debugger to
    /// a port that each of them would open, nor traces it with LTTng, for which the runtime loads a library at each start. Measured: up to 4 ms each.
    /// </summary>
    private static readonly string[] s_quickStart = ["TieredPGO", "EnableDiagnostics", "LTTng"];

    internal static Dictionary<string, string> Create(IReadOnlyDictionary<string, string> jobVariables, bool quickStart)
    {
        var variables = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            // The node's own address and token are not for the user's code.
            if (!name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                variables[name] = (string?)variable.Value ?? string.Empty;
            }
        }

        foreach ((string name, string value) in jobVariables)
        {
            RuntimeEnvRules.CheckVariable(name, value);
            variables[name] = value;
        }

        if (quickStart)
        {
            foreach (string setting in s_quickStart)
            {
                if (!variables.ContainsKey("COMPlus_" + setting))
                {
                    variables.TryAdd("DOTNET_" + setting, "0");
                }
            }
        }

        return variables;
    }
}
