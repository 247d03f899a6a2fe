using System.Runtime.CompilerServices;
using RayNet.Generators.Tests.Harness;

namespace RayNet.Generators.Tests;

/// <summary>What is generated for actors, shape by shape.</summary>
public sealed class ActorTests
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Threading; using System.Threading.Tasks; using RayNet;\nnamespace N;\n";

    [Fact]
    public void Counter() => Verify(
        """
        [Actor(MaxRestarts = 3)]
        public sealed class Counter(int start)
        {
            private int _value = start;
            public int Increment(int by = 1) => _value += by;
            public void Reset() => _value = 0;
            [NotRemote] public int Peek(ref int x) => x;
            public static int Unrelated() => 1;
            public int Value { get; set; }
            public event EventHandler? Changed { add { } remove { } }
            private int Hidden() => 1;
            internal int Inside() => 1;
            public override string ToString() => "";
        }
        """);

    [Fact]
    public void Options_and_groups() => Verify(
        """
        [Actor(NumCpus = 1, NumGpus = 0.5, Memory = 5, Resources = ["tpu=1"], MaxTaskRetries = -1, MaxConcurrency = 4, MaxPendingCalls = 10, Lifetime = ActorLifetime.Detached, Id = "io-v1")]
        [ConcurrencyGroup("io", 2)]
        [ConcurrencyGroup("cpu", 1)]
        public sealed class Worker
        {
            [ActorMethod(ConcurrencyGroup = "io", MaxTaskRetries = 2, RetryOn = [typeof(TimeoutException)], TimeoutMilliseconds = 10, StreamBufferSize = 4, Id = "read")]
            public async IAsyncEnumerable<string> Read(string path) { await Task.Yield(); yield return path; }
            [ActorMethod(MaxTaskRetries = -2)] public Task<int> Compute(List<int> xs, CancellationToken token) => Task.FromResult(1);
            [ActorMethod(SplitReturns = true)] public (int A, string B) Both(int handle) => (1, "");
        }
        """);

    [Fact]
    public void State() => Verify(
        """
        public sealed record Sum(int Value, List<string> Entries);
        [Actor(MaxRestarts = -1, SnapshotEvery = 10, SnapshotPeriodMilliseconds = 500)]
        public sealed class Account : IActorState<Sum>
        {
            public int Add(int by) => by;
            public Sum SaveState() => new(0, []);
            public void RestoreState(Sum state) { }
        }
        """);

    [Fact]
    public void Constructors() => Verify(
        """
        [Actor]
        public class Store
        {
            public Store() { }
            internal Store(string path, int retries = 3) { }
            public Store(List<int> seed, RayContext context, [FromServices] IServiceProvider services, CancellationToken token) { }
            private Store(Guid id) { }
        }
        """);

    [Fact]
    public void Inheritance() => Verify(
        """
        public abstract class Root
        {
            public virtual string Name() => "root";
            public abstract int Overridden(int x);
            public int Hidden(int x) => x;
            public int Overloaded(string x) => 1;
        }
        public abstract class Base<T> : Root
        {
            /// <summary>Keeps it.</summary>
            public virtual T Keep(T value, T? other = default) => value;
            public List<T> All() => [];
            public override string Name() => "base";
        }
        [Actor]
        public class Derived : Base<int>, IDisposable
        {
            public override int Overridden(int x) => x;
            public new string Hidden(int x) => "";
            public int Overloaded(string x, int y) => 2;
            public sealed override string Name() => "derived";
            public void Dispose() => GC.SuppressFinalize(this);
        }
        """);

    [Fact]
    public void Interfaces() => Verify(
        """
        public interface IGreeter
        {
            string Greet(string name) => "Hello " + name;
            int Count();
            [NotRemote] void Local() { }
            static int Static() => 1;
        }
        public interface IOther { string Greet(string name) => "Other"; int Explicit(); Task Later() => Task.CompletedTask; }
        [Actor]
        public sealed class Greeter : IGreeter, IOther, IAsyncDisposable
        {
            public int Count() => 1;
            int IOther.Explicit() => 1;
            public ValueTask DisposeAsync() => default;
        }
        """);

    [Fact]
    public void Records() => Verify(
        """
        [Actor] public record Account(string Owner, decimal Balance = 1.5m) { public decimal Read() => Balance; }
        """);

    [Fact]
    public void Overloads_and_references() => Verify(
        """
        [Actor]
        internal sealed class Adder
        {
            public int Add(int x) => x;
            public int Add(int x, int y = 2) => x + y;
            public int Follow(ObjectRef<int> reference, ActorHandle<Adder> other) => 1;
            public int Sum(params int[] xs) => 1;
            public int @class(int @this) => 1;
        }
        """);

    [Fact]
    public void Partial_and_nested() => Verify(
        """
        public static partial class Outer_A
        {
            [Serializable]
            public sealed partial class Inner { public int Second() => 2; }
            [Actor]
            public sealed partial class Inner { public int First() => 1; }
        }
        """);

    private static void Verify(string declarations, [CallerMemberName] string test = "") =>
        Snapshot.Verify(GeneratorHarness.Run(Usings + declarations), "N.", test: test);
}
