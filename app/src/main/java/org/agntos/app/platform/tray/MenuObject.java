package org.agntos.app.platform.tray;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/// The menu's object on the bus: one list of lines, without menus in it.
final class MenuObject implements DbusMenu, ReadOnlyProperties {
    static final String PATH = "/MenuBar";

    private final Supplier<TrayView> view;
    private final Executor ui;
    private final AtomicInteger revision = new AtomicInteger(1);

    MenuObject(Supplier<TrayView> view, Executor ui) {
        this.view = view;
        this.ui = ui;
    }

    /// @return the number of the new menu
    UInt32 changed() {
        return new UInt32(revision.incrementAndGet());
    }

    @Override
    public String getObjectPath() {
        return PATH;
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    @Override
    public Map<String, Variant<?>> properties() {
        return Map.of(
                "Version", new Variant<>(new UInt32(3)),
                "TextDirection", new Variant<>("ltr"),
                "Status", new Variant<>(view.get().isUrgent() ? "notice" : "normal"),
                "IconThemePath", new Variant<>(List.of(), "as"));
    }

    private Optional<TrayEntry> entry(int id) {
        return view.get().entries().stream().filter(each -> each.id() == id).findFirst();
    }

    private static Map<String, Variant<?>> of(TrayEntry entry) {
        Map<String, Variant<?>> all = new LinkedHashMap<>();
        switch (entry) {
            case TrayEntry.Separator _ -> all.put("type", new Variant<>("separator"));
            case TrayEntry.Act act -> {
                all.put("label", new Variant<>(act.label().replace("_", "__")));
                all.put("enabled", new Variant<>(act.isEnabled()));
                all.put("visible", new Variant<>(true));
                act.checked().ifPresent(isOn -> {
                    all.put("toggle-type", new Variant<>("checkmark"));
                    all.put("toggle-state", new Variant<>(isOn ? 1 : 0));
                });
            }
        }
        return all;
    }

    private Map<String, Variant<?>> of(int id) {
        return id == 0
                ? Map.of("children-display", new Variant<>("submenu"))
                : entry(id).map(MenuObject::of).orElse(Map.of());
    }

    @Override
    public MenuReply<UInt32, MenuLayout> GetLayout(int parentId, int recursionDepth, List<String> propertyNames) {
        List<Variant<?>> children = new ArrayList<>();
        if (parentId == 0 && recursionDepth != 0) {
            for (TrayEntry entry : view.get().entries()) {
                children.add(new Variant<>(new MenuLayout(entry.id(), of(entry), List.of()), "(ia{sv}av)"));
            }
        }
        return new MenuReply<>(new UInt32(revision.get()), new MenuLayout(parentId, of(parentId), children));
    }

    @Override
    public List<MenuProperties> GetGroupProperties(List<Integer> ids, List<String> propertyNames) {
        List<Integer> wanted = new ArrayList<>(ids);
        if (ids.isEmpty()) {
            wanted.add(0);
            view.get().entries().forEach(entry -> wanted.add(entry.id()));
        }
        return wanted.stream()
                .map(id -> {
                    Map<String, Variant<?>> some = new LinkedHashMap<>(of(id));
                    if (!propertyNames.isEmpty()) {
                        some.keySet().retainAll(propertyNames);
                    }
                    return new MenuProperties(id, some);
                })
                .toList();
    }

    @Override
    public Variant<?> GetProperty(int id, String name) {
        Variant<?> value = of(id).get(name);
        return value == null ? new Variant<>("") : value;
    }

    @Override
    public void Event(int id, String eventId, Variant<?> data, UInt32 timestamp) {
        if (eventId.equals("clicked") && entry(id).orElse(null) instanceof TrayEntry.Act act && act.isEnabled()) {
            ui.execute(act.run());
        }
    }

    @Override
    public List<Integer> EventGroup(List<MenuEvent> events) {
        events.forEach(each -> Event(each.id, each.eventId, each.data, each.timestamp));
        return events.stream()
                .map(each -> each.id)
                .filter(id -> id != 0 && entry(id).isEmpty())
                .toList();
    }

    @Override
    public boolean AboutToShow(int id) {
        return false;
    }

    @Override
    public MenuReply<List<Integer>, List<Integer>> AboutToShowGroup(List<Integer> ids) {
        return new MenuReply<>(List.of(), List.of());
    }
}
