using System.Globalization;

namespace RayNet.Testing.Chaos;

/// <summary>What the command line says.</summary>
internal sealed record RunOptions
{
    internal TimeSpan Length { get; init; } = TimeSpan.FromMinutes(1);

    internal TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    internal int Seed { get; init; } = 1;

    internal int Drivers { get; init; } = 4;

    internal int Nodes { get; init; } = 3;

    internal int Heads { get; init; } = 1;

    /// <summary>What several heads share: <c>redis</c>, <c>postgresql</c>, or <c>raft</c> for nothing but themselves.</summary>
    internal string Store { get; init; } = Raft;

    internal const string Raft = "raft";

    internal IReadOnlyList<FaultKind>? Kinds { get; init; }

    /// <summary>A folder for the logs of heads and nodes; <see langword="null"/> to drop them.</summary>
    internal string? Logs { get; init; }

    internal static RunOptions? Read(string[] arguments)
    {
        var options = new RunOptions();
        for (int i = 0; i + 1 < arguments.Length; i += 2)
        {
            string value = arguments[i + 1];
            double number = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) ? parsed : 0;
            RunOptions? next = arguments[i] switch
            {
                "--minutes" => options with { Length = TimeSpan.FromMinutes(number) },
                "--seconds" => options with { Length = TimeSpan.FromSeconds(number) },
                "--interval" => options with { Interval = TimeSpan.FromSeconds(number) },
                "--seed" => options with { Seed = (int)number },
                "--drivers" => options with { Drivers = (int)number },
                "--nodes" => options with { Nodes = (int)number },
                "--heads" => options with { Heads = (int)number },
                "--store" when value is "redis" or "postgresql" or Raft => options with { Store = value },
                "--kinds" => options with { Kinds = [.. value.Split(',').Select(Enum.Parse<FaultKind>)] },
                "--keep-logs" => options with { Logs = value },
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            options = next;
        }

        return arguments.Length % 2 == 0 ? options : null;
    }
}
