using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace RayNet.Hosting;

/// <summary>
/// Reads options from configuration. By hand rather than by the configuration binder: that one ignores misspelt keys, and the options hold
/// objects that no configuration can hold.
/// </summary>
internal static class RayOptionsBinder
{
    private static readonly Dictionary<string, Action<RuntimeEnv, IConfigurationSection>> RuntimeEnvSettings = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(RuntimeEnv.WorkingDirectory)] = static (env, setting) => env.WorkingDirectory = setting.Value,
        [nameof(RuntimeEnv.MaxWorkingDirectorySize)] = static (env, setting) => env.MaxWorkingDirectorySize = Parse<long>(setting, "a number of bytes"),
        [nameof(RuntimeEnv.EnvironmentVariables)] = static (env, setting) =>
        {
            foreach (IConfigurationSection variable in setting.GetChildren())
            {
                env.EnvironmentVariables[variable.Key] = variable.Value ?? string.Empty;
            }
        },
        [nameof(RuntimeEnv.Exclude)] = static (env, setting) =>
        {
            foreach (IConfigurationSection pattern in setting.GetChildren())
            {
                env.Exclude.Add(pattern.Value ?? string.Empty);
            }
        },
    };

    private static readonly Dictionary<string, Action<RayOptions, IConfigurationSection>> Settings = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(RayOptions.Address)] = static (options, setting) => options.Address = setting.Value,
        [nameof(RayOptions.Token)] = static (options, setting) => options.Token = setting.Value,
        [nameof(RayOptions.TokenFile)] = static (options, setting) => options.TokenFile = setting.Value,
        [nameof(RayOptions.AuthorityFile)] = static (options, setting) => options.AuthorityFile = setting.Value,
        [nameof(RayOptions.LogToDriver)] = static (options, setting) => options.LogToDriver = Parse<bool>(setting, "true or false"),
        [nameof(RayOptions.Workers)] = static (options, setting) => options.Workers = Parse<int>(setting, "a whole number"),
        [nameof(RayOptions.NumCpus)] = static (options, setting) => options.NumCpus = Number(setting),
        [nameof(RayOptions.NumGpus)] = static (options, setting) => options.NumGpus = Number(setting),
        [nameof(RayOptions.Memory)] = static (options, setting) => options.Memory = Parse<long>(setting, "a number of bytes"),
        [nameof(RayOptions.ObjectStoreMemory)] = static (options, setting) => options.ObjectStoreMemory = Parse<long>(setting, "a number of bytes"),
        [nameof(RayOptions.ObjectSpillingDirectory)] = static (options, setting) => options.ObjectSpillingDirectory = setting.Value,
        [nameof(RayOptions.MaxPendingTasks)] = static (options, setting) => options.MaxPendingTasks = Parse<int>(setting, "a whole number"),
        [nameof(RayOptions.MaxPendingTaskBytes)] = static (options, setting) => options.MaxPendingTaskBytes = Parse<long>(setting, "a number of bytes"),
        [nameof(RayOptions.MaxLineageBytes)] = static (options, setting) => options.MaxLineageBytes = Parse<long>(setting, "a number of bytes"),
        [nameof(RayOptions.FetchTimeout)] = static (options, setting) => options.FetchTimeout = Duration(setting),
        [nameof(RayOptions.Quota)] = static (options, setting) => options.Quota = setting.Value,
        [nameof(RayOptions.Priority)] = static (options, setting) => options.Priority = Parse<int>(setting, "a whole number"),
        [nameof(RayOptions.Namespace)] = static (options, setting) => options.Namespace = setting.Value ?? string.Empty,
        [nameof(RayOptions.SetAsDefault)] = static (options, setting) => options.SetAsDefault = Parse<bool>(setting, "true or false"),
        [nameof(RayOptions.IgnoreReinit)] = static (options, setting) => options.IgnoreReinit = Parse<bool>(setting, "true or false"),
        [nameof(RayOptions.Seed)] = static (options, setting) => options.Seed = Parse<int>(setting, "a whole number"),
        [nameof(RayOptions.InfeasibleWarningDelay)] = static (options, setting) => options.InfeasibleWarningDelay = Duration(setting),
        [nameof(RayOptions.ShutdownTimeout)] = static (options, setting) => options.ShutdownTimeout = Duration(setting),
        [nameof(RayOptions.Resources)] = static (options, setting) =>
        {
            foreach (IConfigurationSection resource in setting.GetChildren())
            {
                options.Resources[resource.Key] = Number(resource);
            }
        },
        [nameof(RayOptions.RuntimeEnv)] = static (options, setting) => Bind(setting, options.RuntimeEnv, RuntimeEnvSettings),
    };

    public static void Bind(IConfigurationSection section, RayOptions options) => Bind(section, options, Settings);

    private static void Bind<T>(IConfigurationSection section, T options, Dictionary<string, Action<T, IConfigurationSection>> settings)
    {
        foreach (IConfigurationSection setting in section.GetChildren())
        {
            if (!settings.TryGetValue(setting.Key, out Action<T, IConfigurationSection>? apply))
            {
                throw new InvalidOptionException($"The configuration has '{setting.Path}', which is not an option of RayNet. Options that configuration can set: {string.Join(", ", settings.Keys)}.");
            }

            apply(options, setting);
        }
    }

    private static double Number(IConfigurationSection setting) => Parse<double>(setting, "a number");

    private static TimeSpan Duration(IConfigurationSection setting) => Parse<TimeSpan>(setting, "a duration such as 00:00:05");

    private static T Parse<T>(IConfigurationSection setting, string expected)
        where T : IParsable<T>
    {
        if (T.TryParse(setting.Value, CultureInfo.InvariantCulture, out T? value))
        {
            return value;
        }

        throw new InvalidOptionException($"The configuration sets '{setting.Path}' to '{setting.Value}', which is not {expected}.");
    }
}
