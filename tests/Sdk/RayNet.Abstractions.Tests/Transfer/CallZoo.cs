using RayNet.Abstractions.Tests.Remote;
using RayNet.CompilerServices;

namespace RayNet.Abstractions.Tests.Transfer;

/// <summary>Calls of every kind, as their entry points make them.</summary>
internal static class CallZoo
{
    private static readonly Item Box = new("box", [3, 1, 2]);

    internal static readonly Dictionary<string, Func<ObjectCell>> All = new(StringComparer.Ordinal)
    {
        ["values"] = Task(static () => Tasks.AddRemote(1, 2)),
        ["a default value"] = Task(static () => Tasks.AddRemote(1)),
        ["no arguments"] = Task(static () => Tasks.NothingRemote()),
        ["a reference"] = Task(static () => Tasks.AddRemote(Ref(4), 2)),
        ["a reference and a default value"] = Task(static () => Tasks.AddRemote(Ref(4))),
        ["two references"] = Task(static () => Tasks.AddRemote(Ref(4), Ref(5))),
        ["no result"] = Task(static () => Tasks.LogRemote("text")),
        ["a task"] = Task(static () => Tasks.LaterAsyncRemote("text", DateTimeOffset.UnixEpoch)),
        ["null"] = Task(static () => Tasks.LaterAsyncRemote(null, DateTimeOffset.UnixEpoch)),
        ["null beside a reference"] = Task(static () => Tasks.LaterAsyncRemote((string?)null, Ref(DateTimeOffset.UnixEpoch))),
        ["a reference to null"] = Task(static () => Tasks.LaterAsyncRemote(Ref<string?>(null), DateTimeOffset.UnixEpoch)),
        ["mutable values"] = Task(static () => Tasks.SortRemote([3, 1, 2], [1.5])),
        ["a mutable value and a reference"] = Task(static () => Tasks.SortRemote(Ref(new List<int> { 2, 1 }), new[] { 1.5 })),
        ["an array of one beside a reference"] = Task(static () => Tasks.SortRemote(new List<int> { 7 }, Ref(new[] { 1.5 }))),
        ["a split result"] = Task(static () => Tasks.SplitRemote(7, Box)),
        ["a split result of references"] = Task(static () => Tasks.SplitRemote(Ref(7), Ref(Box))),
        ["a tuple and an interface"] = Task(static () => Tasks.WholeRemote(DayOfWeek.Friday, ["a", "bc"])),
        ["a stream"] = Task(static () => Tasks.StreamAsyncRemote(Box, 2)),
        ["a stream with a reference"] = Task(static () => Tasks.StreamAsyncRemote(Ref(Box), 2)),
        ["caller information"] = Task(static () => Tasks.CallerRemote(1 + 1)),
        ["supplied parameters"] = Task(static () => Tasks.SuppliedRemote(1, "b")),
        ["supplied parameters and a reference"] = Task(static () => Tasks.SuppliedRemote(Ref(1), "b", 2m)),
        ["default values"] = Task(static () => Tasks.DefaultsRemote()),
        ["default values and a reference"] = Task(static () => Tasks.DefaultsRemote(Ref<int?>(null))),
        ["params"] = Task(static () => Tasks.SumRemote("n", 1, 2, 3)),
        ["an instance task"] = Task(static () => Pricer.PriceRemote(12.5m)),
        ["references and handles inside values"] = Task(static () => Tasks.OpenAsyncRemote(Parcel(), [Ref(1), Ref(2)])),
        ["references and handles inside values, and a reference"] = Task(static () => Tasks.OpenAsyncRemote(Ref(Parcel()), new List<ObjectRef<int>> { Ref(1) })),
        ["references and handles as they are"] = Task(static () => Tasks.PassAsyncRemote(Ref(1), Ref("done"), Handle(), Handle(), null, 3)),
        ["references and handles as they are, and a reference"] = Task(static () => Tasks.PassAsyncRemote(Ref(1), Ref("done"), Handle(), Handle(), Ref(2), Ref(3))),
        ["a reference as the result"] = Task(static () => Tasks.SameRemote(Ref(Box))),
        ["a handle as the result"] = Task(static () => Tasks.HandleRemote(Handle())),
        ["a reference to a type that no signature contains"] = Task(static () => Tasks.TouchRemote(Ref(new OnlyReferred("x")))),
        ["a creation"] = Task(static () => Counter.CreateRemote()),
        ["a creation with arguments"] = Task(static () => Counter.CreateRemote(5, [1, 2])),
        ["a creation with references"] = Task(static () => Counter.CreateRemote(Ref(5), Ref(new List<int> { 1 }))),
        ["an actor's method"] = Actor(static counter => counter.Add(2)),
        ["an actor's method with references"] = Actor(static counter => counter.Add(Ref(2), Ref<string?>("why"))),
        ["an actor's task"] = Actor(static counter => counter.ResetAsync(2)),
        ["an actor's stream"] = Actor(static counter => counter.CountAsync(12)),
    };

    internal static ObjectRef<T> Ref<T>(T value) => new(new StoredObject<T>(value, ValueTraits<T>.Instance));

    private static ActorHandle<Counter> Handle() => new(new RecordingEndpoint(), lifetime: null);

    private static Parcel Parcel() => new("label", Ref(new List<int> { 1 }), Ref(Box), Handle(), Handle(), [Handle(), Handle()])
    {
        Next = Ref(new Parcel("next", Ref(new List<int>()), null, null, null, [])),
    };

    private static Func<ObjectCell> Task(Action entryPoint) => () => RecordingRuntime.Record(entryPoint);

    private static Func<ObjectCell> Actor(Action<ActorHandle<Counter>> entryPoint) => () =>
    {
        var endpoint = new RecordingEndpoint();
        entryPoint(new ActorHandle<Counter>(endpoint, lifetime: null));
        return endpoint.Call!;
    };
}
