using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing.Etlx;
using Microsoft.Diagnostics.Tracing.Parsers;

namespace RayNet.Benchmarks.Suite.Stages;

/// <summary>Looks at the threads of a running .NET process a thousand times a second.</summary>
internal static class Profile
{
    private const string Sampler = "Microsoft-DotNETCore-SampleProfiler";

    internal static async Task<IReadOnlyList<StackSample>> TakeAsync(int process, TimeSpan duration)
    {
        string file = Path.Combine(Path.GetTempPath(), $"raynet-profile-{process}.nettrace");
        try
        {
            var client = new DiagnosticsClient(process);
            using (EventPipeSession session = client.StartEventPipeSession(
                [
                    new EventPipeProvider(Sampler, System.Diagnostics.Tracing.EventLevel.Informational),
                    new EventPipeProvider("Microsoft-Windows-DotNETRuntime", System.Diagnostics.Tracing.EventLevel.Informational, (long)ClrTraceEventParser.Keywords.Default),
                ]))
            {
                FileStream output = File.Create(file);
                await using (output)
                {
                    Task copying = session.EventStream.CopyToAsync(output);
                    await Task.Delay(duration);
                    await session.StopAsync(CancellationToken.None);
                    await copying;
                }
            }

            return Read(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static List<StackSample> Read(string file)
    {
        string converted = TraceLog.CreateFromEventPipeDataFile(file);
        try
        {
            using var log = new TraceLog(converted);
            var samples = new List<StackSample>();
            foreach (Microsoft.Diagnostics.Tracing.TraceEvent item in log.Events.Where(static item => item.ProviderName == Sampler))
            {
                var frames = new List<string>();
                for (TraceCallStack? frame = item.CallStack(); frame is not null; frame = frame.Caller)
                {
                    frames.Add(frame.CodeAddress.FullMethodName);
                }

                if (frames.Count > 0)
                {
                    samples.Add(new StackSample(frames));
                }
            }

            return samples;
        }
        finally
        {
            File.Delete(converted);
        }
    }
}
