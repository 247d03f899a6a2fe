using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Sqlite;
using RayNet.Runtime.Head.Tests.Harness;

namespace RayNet.Runtime.Head.Tests.Storage;

/// <summary>A process with a head that several callers change, and that says what they were answered until it is killed.</summary>
internal sealed class KilledWriter : IDisposable
{
    internal const string Switch = "--write";
    internal const int Callers = 4;

    private readonly Process _process;

    internal KilledWriter(string file)
    {
        string program = Path.ChangeExtension(typeof(KilledWriter).Assembly.Location, null);
        _process = Process.Start(new ProcessStartInfo(program, [Switch, file]) { RedirectStandardOutput = true })!;
    }

    /// <summary>In the other process: never ends by itself.</summary>
    internal static async Task<int> RunAsync(string file)
    {
        using var store = SqliteHeadStore.Open(file);
        await using var head = new ClusterHead(new HeadOptions { ClusterId = 42 }, store, TimeProvider.System, NullLogger.Instance);
        IHeadService service = head.ServiceFor(default);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(service, caller))));
        return 0;
    }

    /// <summary>Reads what it says, and kills it in the middle of it.</summary>
    /// <returns>The last number that each caller was answered, and the answered jobs.</returns>
    internal async Task<(int[] Numbers, List<ulong> Jobs)> KillAfterAsync(int lines)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        int[] numbers = new int[Callers];
        List<ulong> jobs = [];
        int read = 0;
        while (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (++read == lines)
            {
                _process.Kill();
            }

            // The last line may be half a line.
            if (line.EndsWith('.'))
            {
                string[] words = line.TrimEnd('.').Split(' ');
                numbers[int.Parse(words[0], CultureInfo.InvariantCulture)] = int.Parse(words[1], CultureInfo.InvariantCulture);
                jobs.Add(ulong.Parse(words[2], CultureInfo.InvariantCulture));
            }
        }

        Assert.True(read >= lines, $"It ended by itself after {read} lines.");
        await _process.WaitForExitAsync(limit.Token);
        return (numbers, jobs);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private static async Task CallAsync(IHeadService service, int caller)
    {
        string key = caller.ToString(CultureInfo.InvariantCulture);
        int number = await service.GetKeyAsync("k", key) is { } stored ? BitConverter.ToInt32(stored) : 0;
        while (true)
        {
            number++;
            await service.PutKeyAsync("k", key, BitConverter.GetBytes(number), overwrite: true);
            JobRecord job = await service.StartJobAsync(Make.Job());
            Console.Out.Write($"{caller} {number} {job.Id.Sequence}.\n");
        }
    }
}
