using System.Diagnostics;
using System.Globalization;

namespace RayNet.Testing.Chaos;

/// <summary>Heads, nodes and drivers in processes of their own, under load and faults; and what has to hold afterwards.</summary>
internal sealed class ChaosRun(RunOptions options)
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private static readonly FaultKind[] DefaultKinds =
    [
        FaultKind.KillWorker, FaultKind.KillWorker, FaultKind.KillWorker, FaultKind.KillNode, FaultKind.KillNode, FaultKind.KillHead, FaultKind.Custom, FaultKind.FreezeNode, FaultKind.FreezeHead, FaultKind.FillDisk,
    ];

    /// <summary>As many as a minute has, so that in each the one that leads is killed three times.</summary>
    private static readonly FaultKind[] KindsOfHeads =
    [
        FaultKind.KillHead, FaultKind.KillHead, FaultKind.KillHead, FaultKind.FreezeHead, FaultKind.KillNode, FaultKind.KillNode, FaultKind.KillWorker, FaultKind.KillWorker, FaultKind.Custom, FaultKind.FreezeNode, FaultKind.FillDisk,
    ];

    /// <summary>Runs it, and prints its figures.</summary>
    /// <returns>The promises that were broken.</returns>
    internal async Task<IReadOnlyList<string>> RunAsync()
    {
        string folder = Directory.CreateTempSubdirectory("chaos-").FullName;
        try
        {
            return await RunAsync(folder).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<IReadOnlyList<string>> RunAsync(string folder)
    {
        using LocalServer? server = await HeadServer.StartAsync(options).ConfigureAwait(false);
        using var disks = new SpillDisks();
        NodeOptions[] nodes = [.. Enumerable.Range(1, options.Nodes).Select(number => new NodeOptions { Name = string.Create(CultureInfo.InvariantCulture, $"node-{number}"), NumCpus = 8, ObjectStoreBytes = 64L << 20, ObjectSpillingDirectory = disks.Make(folder, number) })];
        RayCluster cluster = await RayCluster.StartAsync(new RayClusterOptions
        {
            Mode = NodeMode.Process,
            ToolPath = Artifacts.Tool,
            Head = new NodeOptions { Name = "head", NumCpus = 0, ObjectStoreBytes = 64L << 20 },
            Nodes = nodes,
            Heads = options.Heads,
            HeadStorage = server?.Storage,
            NodeGracePeriod = TimeSpan.FromSeconds(3),
        }).ConfigureAwait(false);
        var violations = new List<string>();
        await using (cluster.ConfigureAwait(false))
        {
            using var drivers = new LoadDrivers(cluster.Address, folder, options.Seed);
            drivers.Start(options.Drivers);
            await WaitForLoadAsync(drivers).ConfigureAwait(false);
            var chaos = new ChaosOptions
            {
                Seed = options.Seed,
                Length = options.Length,
                Interval = options.Interval,
                Kinds = options.Kinds ?? [.. (options.Heads > 1 ? KindsOfHeads : DefaultKinds).Where(kind => kind != FaultKind.FillDisk || disks.AreSmall)],
                CustomFault = (choice, _) => Task.FromResult(drivers.KillOne(choice)),
                Probe = (_, _) => drivers.ProbeAsync(),
                Observer = static record => Console.WriteLine(record),
            };
            Console.WriteLine(ChaosSchedule.Create(chaos));
            RetryCount retries = RetryCount.Start(cluster);
            ChaosMonkey monkey = ChaosMonkey.Start(cluster, chaos);
            await using (monkey.ConfigureAwait(false))
            {
                await monkey.Completion.ConfigureAwait(false);
            }

            ChaosReport report = await monkey.StopAsync().ConfigureAwait(false);
            violations.AddRange(report.Violations);
            violations.AddRange(await drivers.StopAsync().ConfigureAwait(false));
            await retries.StopAsync().ConfigureAwait(false);
            violations.AddRange(drivers.Results.SelectMany(static result => result.Violations));
            violations.AddRange(Balance(drivers.Results));
            violations.AddRange(await CheckVaultAsync(cluster, drivers.Results).ConfigureAwait(false));
            violations.AddRange(CheckRuns(Path.Combine(folder, "runs")));
            violations.AddRange(await ClusterInvariants.CheckIdleAsync(cluster).ConfigureAwait(false));
            if (options.Logs is { } logs)
            {
                KeepLogs(cluster, logs);
            }

            violations.AddRange(await ClusterInvariants.EndAsync(cluster).ConfigureAwait(false));
            Print(report, drivers.Results, retries);
        }

        return violations;
    }

    private static async Task WaitForLoadAsync(LoadDrivers drivers)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!drivers.AreLoading)
        {
            if (TimeProvider.System.GetElapsedTime(start) > StartLimit)
            {
                throw new TimeoutException($"The drivers did not begin within {StartLimit.TotalSeconds:0} s.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100)).ConfigureAwait(false);
        }

        await drivers.ProbeAsync().WaitAsync(StartLimit).ConfigureAwait(false);
    }

    /// <summary>What was begun is what ended and what the end of its driver cut off.</summary>
    private static IEnumerable<string> Balance(IEnumerable<DriverResult> results) =>
        from result in results
        from counts in result.Counts
        where !counts.IsBalanced || (result.IsComplete && counts.UnderWay != 0)
        select $"the counts of {counts.Operation} of {result.Name} do not add up: {counts}";

    /// <summary>The detached actor has counted each call once: those of drivers that were killed as far as they got.</summary>
    private static async Task<IReadOnlyList<string>> CheckVaultAsync(RayCluster cluster, IReadOnlyList<DriverResult> results)
    {
        (int code, string output) = await ReadVaultAsync(cluster).ConfigureAwait(false);
        for (long start = TimeProvider.System.GetTimestamp(); code == 1 && TimeProvider.System.GetElapsedTime(start) < StartLimit;)
        {
            // A program that starts while no head leads is told so, and tries again.
            await Task.Delay(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
            (code, output) = await ReadVaultAsync(cluster).ConfigureAwait(false);
        }

        if (code != 0)
        {
            return [$"the detached actor could not be read: {output}"];
        }

        var counted = output.Split('\n').Select(static line => line.Split(' ')).Where(static parts => parts[0] == "counted").ToDictionary(static parts => parts[1], static parts => int.Parse(parts[2], CultureInfo.InvariantCulture));
        return
        [
            .. from result in results
               let count = counted.GetValueOrDefault(result.Name)
               where count < result.Answered || (result.IsComplete && count > result.Submitted)
               select $"the detached actor counted {count} calls of {result.Name}, which had {result.Answered} answers to {result.Submitted} calls",
        ];
    }

    private static async Task<(int Code, string Output)> ReadVaultAsync(RayCluster cluster)
    {
        using Process reader = LoadDriver.StartProcess(cluster.Address, "vault");
        Task<string> errors = reader.StandardError.ReadToEndAsync();
        string output = await reader.StandardOutput.ReadToEndAsync().WaitAsync(StartLimit).ConfigureAwait(false);
        await reader.WaitForExitAsync().ConfigureAwait(false);
        return (reader.ExitCode, reader.ExitCode == 0 ? output : $"{output} {await errors.ConfigureAwait(false)}");
    }

    /// <summary>What may run once has not run twice.</summary>
    private static IEnumerable<string> CheckRuns(string folder) => !Directory.Exists(folder)
        ? ["no task without retries has run"]
        : Directory.EnumerateFiles(folder).GroupBy(static file => Path.GetFileName(file).Split('-')[0]).Where(static group => group.Count() > 1).Select(static group => $"task {group.Key}, which has no retries, ran {group.Count()} times");

    private static void KeepLogs(RayCluster cluster, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (string log in Directory.EnumerateFiles(cluster.Folder, "raynet.log", SearchOption.AllDirectories))
        {
            File.Copy(log, Path.Combine(folder, $"{Path.GetFileName(Path.GetDirectoryName(log))}.log"), overwrite: true);
        }
    }

    private void Print(ChaosReport report, IReadOnlyList<DriverResult> results, RetryCount retries)
    {
        (int count, int tasks) = retries.Total;
        Console.WriteLine(report);
        Console.WriteLine(options.Heads == 1 ? "one head" : string.Create(CultureInfo.InvariantCulture, $"{options.Heads} heads by {options.Store}: KillHead is the kill of the one that leads, and its recovery the takeover with what it has to make good"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"retries: {count} attempts beyond the first, of {tasks} tasks"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"operations of {results.Count} drivers: {results.Sum(static result => result.Counts.Sum(static counts => counts.Submitted))}"));
        foreach (IGrouping<string, OperationCounts> kind in results.SelectMany(static result => result.Counts).GroupBy(static counts => counts.Operation).OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            string failed = string.Join(' ', kind.SelectMany(static counts => counts.Failed).GroupBy(static item => item.Key).Select(static item => $"{item.Key}={item.Sum(static count => count.Value)}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {kind.Key,-24} {kind.Sum(static counts => counts.Submitted),8} begun {kind.Sum(static counts => counts.Succeeded),8} right {kind.Sum(static counts => counts.UnderWay),4} cut off  {failed}"));
        }
    }
}
