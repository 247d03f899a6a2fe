using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.Patterns;

public sealed class ActorStateTests
{
    [Fact]
    public Task State_that_is_returned_and_changed_is_reported() => Expect.DiagnosticsAsync(
        """
        public sealed class Profile { public string Name { get; set; } = ""; }

        [Actor]
        public sealed class Basket(List<int> prices)
        {
            private readonly List<string> _items = [];
            private readonly int[] _counts = new int[3];
            private readonly Profile _profile = new();

            public void Add(string item) { _items.Add(item); _counts[0]++; _profile.Name = item; prices.Add(1); }
            public List<string> Items() => {|RN2007:_items|};
            public IReadOnlyList<string> View() { return {|RN2007:_items|}; }
            public Task<int[]> Counts() => Task.FromResult({|RN2007:_counts|});
            public async Task<Profile> Profile() { await Task.Yield(); return {|RN2007:_profile|}; }
            public List<int> Prices() => {|RN2007:prices|};
        }
        """,
        "'Items' returns '_items' itself, which 'Add' changes, so the caller may see a later state or half of one; return a copy",
        "'View' returns '_items' itself, which 'Add' changes, so the caller may see a later state or half of one; return a copy",
        "'Counts' returns '_counts' itself, which 'Add' changes, so the caller may see a later state or half of one; return a copy",
        "'Profile' returns '_profile' itself, which 'Add' changes, so the caller may see a later state or half of one; return a copy",
        "'Prices' returns 'prices' itself, which 'Add' changes, so the caller may see a later state or half of one; return a copy");

    [Fact]
    public Task Copies_and_state_that_is_replaced_are_silent() => Expect.SilenceAsync(
        """
        using System.Collections.Immutable;

        [Actor]
        public sealed class Basket
        {
            private readonly List<string> _items = [];
            private readonly int[] _fixed = [1, 2];
            private ImmutableList<string> _immutable = [];
            private List<string> _replaced = [];
            private string _text = "";
            private int _count;

            public void Add(string item) { _items.Add(item); _immutable = _immutable.Add(item); _replaced = [.. _replaced, item]; _text += item; _count++; }
            public List<string> Items() => [.. _items];
            public string[] Array() => _items.ToArray();
            public int[] Fixed() => _fixed;
            public ImmutableList<string> Immutable() => _immutable;
            public List<string> Replaced() => _replaced;
            public string Text() => _text;
            public int Count() => _count;
            public int First() { Func<List<string>> inner = () => _items; return inner().Count; }
            private List<string> Own() => _items;
            [NotRemote] public List<string> Local() => Own();
        }

        public sealed class Plain { private readonly List<int> _items = []; public void Add(int x) => _items.Add(x); public List<int> Items() => _items; }
        """);

    [Fact]
    public Task Unlocked_changes_of_a_concurrent_actor_are_reported() => Expect.DiagnosticsAsync(
        """
        [Actor(MaxConcurrency = 4)]
        public sealed class Hits(int start)
        {
            private readonly Dictionary<string, int> _hits = [];
            private readonly List<string> _log = [];
            private int _count;
            private int _total;

            public void Count(string page) { {|RN2008:_hits[page] = 1|}; {|RN2008:_log.Add(page)|}; {|RN2008:_count++|}; }
            public async Task AddAsync(int by) { await Task.Yield(); {|RN2008:_total += by|}; }
            public int Next() => {|RN2008:++start|};
            private void Helper() => {|RN2008:_total = _total + 1|};
            public void Call() => Helper();
        }

        [Actor]
        [ConcurrencyGroup("io", 1)]
        public sealed class Groups
        {
            private int _value;
            public void A() => {|RN2008:_value++|};
            [ActorMethod(ConcurrencyGroup = "io")] public int B() => _value;
        }
        """);

    [Fact]
    public Task Locks_and_serial_actors_are_silent() => Expect.SilenceAsync(
        """
        using System.Collections.Concurrent;

        [Actor(MaxConcurrency = 4)]
        public sealed class Hits
        {
            private readonly Lock _lock = new();
            private readonly SemaphoreSlim _gate = new(1);
            private readonly Dictionary<string, int> _hits = [];
            private readonly ConcurrentDictionary<string, int> _safe = new();
            private int _count;
            private int _atomic;
            private bool _stopped;
            private string _config = "";

            public void A(string page) { lock (_lock) { _hits[page] = 1; _count++; } }
            public async Task B(string page) { await _gate.WaitAsync(); try { _hits[page] = 2; } finally { _gate.Release(); } }
            public void C(string page) { _safe[page] = 1; Interlocked.Increment(ref _atomic); }
            public void D() { _stopped = true; _config = "x"; }
            public void E() { using (_lock.EnterScope()) { _count += 1; } }
            public string F() => _config + _stopped;
        }

        [Actor] public sealed class Serial { private int _value; public int Next() => ++_value; }

        [Actor(MaxConcurrency = 1)]
        [ConcurrencyGroup("io", 1)]
        public sealed class Apart
        {
            private int _left;
            private int _right;
            public int A() => ++_left;
            [ActorMethod(ConcurrencyGroup = "io")] public int B() => ++_right;
        }
        """);
}
