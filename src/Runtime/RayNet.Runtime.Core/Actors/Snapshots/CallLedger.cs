using MessagePack;

namespace RayNet.Runtime.Actors.Snapshots;

/// <summary>
/// The calls that an actor has finished and whose callers may not know it: their answers, by caller and number. A caller says with each call up to which number it
/// has all answers; what is below is forgotten. Part of each snapshot, so that a call that is repeated after a restart is answered and not run again.
/// </summary>
internal sealed class CallLedger
{
    /// <summary>Callers that were silent for longest are forgotten beyond so many.</summary>
    private const int MostCallers = 4096;

    private readonly Dictionary<ulong, Account> _accounts = [];
    private long _clock;

    /// <summary>The answer of a call that has finished.</summary>
    internal FinishedCall? Find(ulong caller, long number) => _accounts.GetValueOrDefault(caller)?.Finished.GetValueOrDefault(number);

    /// <summary>Whether the caller had the answer, by its own words.</summary>
    internal bool IsSettled(ulong caller, long number) => _accounts.TryGetValue(caller, out Account? account) && number < account.Settled;

    /// <summary>The caller has all answers below a number.</summary>
    internal void Settle(ulong caller, long settled)
    {
        Account account = AccountOf(caller);
        if (settled > account.Settled)
        {
            account.Settled = settled;
            foreach (long number in account.Finished.Keys.Where(number => number < settled).ToArray())
            {
                account.Finished.Remove(number);
            }
        }
    }

    internal void Finish(ulong caller, long number, FinishedCall answer)
    {
        Account account = AccountOf(caller);
        if (number >= account.Settled)
        {
            account.Finished[number] = answer;
        }
    }

    internal void Write(ref MessagePackWriter writer)
    {
        writer.WriteMapHeader(_accounts.Count);
        foreach ((ulong caller, Account account) in _accounts)
        {
            writer.Write(caller);
            writer.WriteArrayHeader(2);
            writer.Write(account.Settled);
            writer.WriteMapHeader(account.Finished.Count);
            foreach ((long number, FinishedCall answer) in account.Finished)
            {
                writer.Write(number);
                writer.WriteArrayHeader(2);
                writer.Write((byte)answer.Outcome);
                writer.Write(answer.Bytes.Span);
            }
        }
    }

    internal void Read(ref MessagePackReader reader)
    {
        _accounts.Clear();
        for (int callers = reader.ReadMapHeader(); callers > 0; callers--)
        {
            Account account = AccountOf(reader.ReadUInt64());
            reader.ReadArrayHeader();
            account.Settled = reader.ReadInt64();
            for (int calls = reader.ReadMapHeader(); calls > 0; calls--)
            {
                long number = reader.ReadInt64();
                reader.ReadArrayHeader();
                var outcome = (FinishedOutcome)reader.ReadByte();
                account.Finished[number] = new FinishedCall(outcome, reader.ReadBytes() is { } bytes ? System.Buffers.BuffersExtensions.ToArray(bytes) : []);
            }
        }
    }

    private Account AccountOf(ulong caller)
    {
        if (!_accounts.TryGetValue(caller, out Account? account))
        {
            if (_accounts.Count >= MostCallers)
            {
                _accounts.Remove(_accounts.MinBy(static item => item.Value.Seen).Key);
            }

            _accounts.Add(caller, account = new Account());
        }

        account.Seen = ++_clock;
        return account;
    }

    private sealed class Account
    {
        internal long Settled { get; set; }

        internal long Seen { get; set; }

        internal Dictionary<long, FinishedCall> Finished { get; } = [];
    }
}
