using MessagePack;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Execution;

/// <summary>How much memory a queued call keeps, about: what its arguments take when they are sent, and the call itself. Nothing is kept of what is written for it.</summary>
internal static class CallSize
{
    /// <summary>A call's own objects.</summary>
    internal const int Overhead = 96;

    /// <summary>Of longer queues so many calls speak for all.</summary>
    internal const int Sample = 1000;

    [ThreadStatic]
    private static MeasuringContext? t_context;

    /// <summary>Arguments that cannot be written count nothing: their call says so when it is sent.</summary>
    internal static long Measure(ObjectCell call)
    {
        MeasuringContext context = t_context ??= new MeasuringContext();
        context.Start();
        try
        {
            var writer = new CallWriter(new MessagePackWriter(context), context.Options);
            call.WriteArguments(ref writer);
            writer.Writer.Flush();
        }
        catch (RaySerializationException)
        {
            return Overhead;
        }

        return Overhead + context.Bytes;
    }

    /// <summary>The size of a queue of so many calls, of which the first ones are looked at.</summary>
    internal static long MeasureQueue(IEnumerable<ObjectCell> calls, int count)
    {
        long bytes = 0;
        int measured = 0;
        foreach (ObjectCell call in calls.Where(static call => call.State == CellState.Queued).Take(Sample))
        {
            bytes += Measure(call);
            measured++;
        }

        return measured == 0 ? 0 : bytes / measured * Math.Max(count, measured) + bytes % measured;
    }
}
