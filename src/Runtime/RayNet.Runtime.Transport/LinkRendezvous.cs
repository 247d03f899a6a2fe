using System.Security.Cryptography;

namespace RayNet.Runtime.Transport;

/// <summary>
/// Reaches processes that nobody can connect to, such as a driver behind a router: over the attachment that such a process keeps, it is
/// asked to open a second stream, and brings the ticket along that somebody waits with. A ticket works once and for a short time.
/// </summary>
internal sealed class LinkRendezvous(LinkRendezvousOptions options, TimeProvider time)
{
    private const int TicketBytes = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, Attachment> _attachments = [];
    private readonly Dictionary<string, TaskCompletionSource<IByteChannel>> _waiting = [];

    /// <summary>A process is attached. A later attachment of the same process replaces an earlier one.</summary>
    /// <param name="process">The process.</param>
    /// <param name="ask">Asks it to open a stream with a ticket.</param>
    /// <returns>Ends the attachment; who waits for the process then fails.</returns>
    internal IDisposable Register(ulong process, Func<string, Task> ask)
    {
        var attachment = new Attachment(this, process, ask);
        Attachment? replaced;
        lock (_gate)
        {
            _attachments.Remove(process, out replaced);
            _attachments.Add(process, attachment);
        }

        replaced?.Dispose();
        return attachment;
    }

    /// <summary>Waits until the process has opened a stream.</summary>
    /// <exception cref="LinkException">It is not attached, too many wait for it, it does not come in time, or it went away.</exception>
    internal async Task<IByteChannel> ConnectAsync(ulong process, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string ticket = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TicketBytes));
        var arrived = new TaskCompletionSource<IByteChannel>(TaskCreationOptions.RunContinuationsAsynchronously);
        Attachment attachment = Wait(process, ticket, arrived);
        try
        {
            using CancellationTokenRegistration canceled = cancellationToken.UnsafeRegister(static (arrived, token) => ((TaskCompletionSource<IByteChannel>)arrived!).TrySetCanceled(token), arrived);
            using ITimer limit = time.CreateTimer(
                _ => arrived.TrySetException(new LinkException(LinkError.TimedOut, $"Process {process:x16} did not open a stream within {options.Timeout.TotalSeconds:0.#} s.")),
                null,
                options.Timeout,
                Timeout.InfiniteTimeSpan);
            _ = AskAsync(attachment, ticket, arrived);
            return await arrived.Task.ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _waiting.Remove(ticket);
                attachment.Tickets.Remove(ticket);
            }
        }
    }

    /// <summary>A process has opened a stream and brought a ticket. Returns whether somebody waits with it; otherwise the stream is the caller's to refuse.</summary>
    internal bool Complete(string ticket, IByteChannel channel)
    {
        TaskCompletionSource<IByteChannel>? arrived;
        lock (_gate)
        {
            _waiting.Remove(ticket, out arrived);
        }

        return arrived?.TrySetResult(channel) ?? false;
    }

    private static async Task AskAsync(Attachment attachment, string ticket, TaskCompletionSource<IByteChannel> arrived)
    {
        try
        {
            await attachment.Ask(ticket).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            arrived.TrySetException(new LinkException(LinkError.Broken, $"Process {attachment.Process:x16} could not be asked for a stream: {exception.Message}", exception));
        }
    }

    private Attachment Wait(ulong process, string ticket, TaskCompletionSource<IByteChannel> arrived)
    {
        lock (_gate)
        {
            if (!_attachments.TryGetValue(process, out Attachment? attachment))
            {
                throw new LinkException(LinkError.Refused, $"Process {process:x16} is not attached here, or has ended.");
            }

            if (attachment.Tickets.Count >= options.WaitingPerProcess)
            {
                throw new LinkException(LinkError.Refused, $"{attachment.Tickets.Count} callers wait for process {process:x16} already; it does not answer fast enough.");
            }

            attachment.Tickets.Add(ticket);
            _waiting.Add(ticket, arrived);
            return attachment;
        }
    }

    private void Detach(Attachment attachment)
    {
        List<TaskCompletionSource<IByteChannel>> lost = [];
        lock (_gate)
        {
            if (_attachments.TryGetValue(attachment.Process, out Attachment? current) && ReferenceEquals(current, attachment))
            {
                _attachments.Remove(attachment.Process);
            }

            foreach (string ticket in attachment.Tickets)
            {
                if (_waiting.Remove(ticket, out TaskCompletionSource<IByteChannel>? arrived))
                {
                    lost.Add(arrived);
                }
            }
        }

        foreach (TaskCompletionSource<IByteChannel> arrived in lost)
        {
            arrived.TrySetException(new LinkException(LinkError.Broken, $"Process {attachment.Process:x16} went away before it opened a stream."));
        }
    }

    private sealed class Attachment(LinkRendezvous owner, ulong process, Func<string, Task> ask) : IDisposable
    {
        internal ulong Process => process;

        internal Func<string, Task> Ask => ask;

        /// <summary>Of who waits. Only under the gate.</summary>
        internal HashSet<string> Tickets { get; } = [];

        public void Dispose() => owner.Detach(this);
    }
}
