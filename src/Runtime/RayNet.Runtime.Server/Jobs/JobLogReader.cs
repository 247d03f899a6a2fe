using RayNet.Runtime.Control;
using RayNet.Runtime.Deployment.Jobs;

namespace RayNet.Runtime.Server.Jobs;

/// <summary>Reads a driver's output while it is written.</summary>
internal sealed class JobLogReader(JobSupervisor supervisor, string id, string file, TimeProvider time)
{
    private const int ChunkBytes = 256 * 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>The output from an offset. Without any, it waits a moment for more.</summary>
    internal async Task<LogChunk> ReadAsync(long offset, CancellationToken cancellationToken)
    {
        if (offset < 0)
        {
            throw new InvalidOptionException($"The offset {offset} of the log is negative.");
        }

        long start = time.GetTimestamp();
        while (true)
        {
            // Before the file: what was written before the end is read then.
            bool isEnded = supervisor.Find(id) is not { IsEnded: false };
            byte[] data = Read(offset);
            if (data.Length > 0 || isEnded || time.GetElapsedTime(start) >= LongestWait)
            {
                return new LogChunk(data, offset + data.Length, isEnded && data.Length < ChunkBytes);
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private byte[] Read(long offset)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (offset >= stream.Length)
            {
                return [];
            }

            stream.Seek(offset, SeekOrigin.Begin);
            byte[] data = new byte[Math.Min(ChunkBytes, stream.Length - offset)];
            int count = stream.ReadAtLeast(data, data.Length, throwOnEndOfStream: false);
            return count == data.Length ? data : data[..count];
        }
        catch (FileNotFoundException)
        {
            // It has not begun to write.
            return [];
        }
    }
}
