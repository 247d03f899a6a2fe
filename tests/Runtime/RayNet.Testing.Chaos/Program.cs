using RayNet.Testing.Chaos;

// The chaos run. Prints the schedule, the faults as they happen and the figures; ends with 1 where a promise was broken.
if (RunOptions.Read(args) is not { } options)
{
    Console.Error.WriteLine("Usage: [--minutes N | --seconds N] [--seed N] [--interval SECONDS] [--drivers N] [--nodes N] [--heads N] [--store redis|postgresql|raft] [--keep-logs FOLDER] [--kinds KillWorker,KillNode,...]");
    return 2;
}

IReadOnlyList<string> violations = await new ChaosRun(options).RunAsync();
foreach (IGrouping<string, string> same in violations.GroupBy(static violation => violation))
{
    Console.WriteLine($"VIOLATION ({same.Count()} times): {same.Key}");
}

Console.WriteLine(violations.Count == 0 ? $"No promise was broken (seed {options.Seed})." : $"{violations.Count} promises were broken. The same faults again: --seed {options.Seed}");
return violations.Count == 0 ? 0 : 1;
