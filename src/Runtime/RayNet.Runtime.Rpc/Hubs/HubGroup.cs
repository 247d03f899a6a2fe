namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>Clients that are called together. All get pushes in the same order; a client leaves by itself when it disconnects.</summary>
/// <typeparam name="TReceiver">The receiver interface.</typeparam>
internal sealed class HubGroup<TReceiver> : HubSink<TReceiver>
    where TReceiver : class
{
    private readonly Lock _gate = new();
    private readonly Dictionary<HubCaller<TReceiver>, CancellationTokenRegistration> _members = [];

    private HubGroup(Func<HubSink<TReceiver>, TReceiver> createReceiver) => All = createReceiver(this);

    /// <summary>Calls all members. Questions cannot be asked here, since each member would answer.</summary>
    internal TReceiver All { get; }

    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _members.Count;
            }
        }
    }

    /// <summary>A group without members.</summary>
    /// <param name="contract">The generated contract of a hub with the receiver: <c>XMethods.Contract</c>.</param>
    internal static HubGroup<TReceiver> Of<THub>(HubContract<THub, TReceiver> contract) => new(contract.CreateReceiver);

    internal void Add(HubCaller<TReceiver> caller)
    {
        lock (_gate)
        {
            if (!_members.TryAdd(caller, default))
            {
                return;
            }
        }

        // Outside of the lock: it runs at once for a client that has gone already.
        CancellationTokenRegistration leave = caller.Disconnected.UnsafeRegister(_ => Remove(caller), null);
        lock (_gate)
        {
            if (_members.ContainsKey(caller))
            {
                _members[caller] = leave;
            }
        }
    }

    internal bool Remove(HubCaller<TReceiver> caller)
    {
        CancellationTokenRegistration leave;
        lock (_gate)
        {
            if (!_members.Remove(caller, out leave))
            {
                return false;
            }
        }

        leave.Unregister();
        return true;
    }

    internal override void Push<TArguments>(HubPush<TReceiver, TArguments> method, TArguments arguments)
    {
        ReadOnlyMemory<byte> message = default;
        List<TReceiver>? embedded = null;
        lock (_gate)
        {
            foreach (HubCaller<TReceiver> member in _members.Keys)
            {
                if (member.Outbox is { } outbox)
                {
                    message = message.IsEmpty ? HubFrame.Call(method.Id, method.Arguments, arguments) : message;
                    outbox.TryAdd(message);
                }
                else
                {
                    (embedded ??= []).Add(member.Receiver);
                }
            }
        }

        foreach (TReceiver receiver in embedded ?? [])
        {
            method.Invoke(receiver, arguments);
        }
    }

    internal override ValueTask<TResult> AskAsync<TArguments, TResult>(HubQuestion<TReceiver, TArguments, TResult> method, TArguments arguments, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"'{method.Name}' is answered by one client; call it at the receiver of a caller, not of a group.");
}
